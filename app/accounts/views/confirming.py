"""Proving once more who one is, before something sensitive (ASVS 7.5.1)."""

import datetime as dt
from typing import Any

from flask import g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts.forms import ConfirmForm
from app.accounts.services import WrongCode, confirm_again, confirm_by_code, password_fits
from app.accounts.views import blueprint
from app.accounts.views.limits import count_tries
from app.shared.access import local_path, signed_in
from app.shared.clock import now
from app.shared.forms import show_again
from app.shared.security import SAFE_METHODS
from app.shared.transactions import commit_apart, commits

GOOD_FOR = dt.timedelta(minutes=10)
# Never carried along: the answers to the question itself.
OWN_FIELDS = ("csrf_token", "confirm_password")


def ask_again() -> Any:
    """Return the answer in place of a view, or None if the person confirmed lately.

    A page is opened again afterwards. A form that was sent is asked for in between: the question
    carries all its values, and its answer goes where the form went.
    """
    if now() - g.running_session.confirmed_at < GOOD_FOR:
        return None
    if request.method in SAFE_METHODS:
        return redirect(url_for("accounts.confirm", next=request.full_path.rstrip("?")), 303)
    if "confirm_password" in request.form and _answer_fits(form := _filled()):
        return None
    form = form if "confirm_password" in request.form else _empty()
    carried = [
        (name, value)
        for name, values in request.form.lists()
        for value in values
        if name not in OWN_FIELDS
    ]
    return show_again(
        "accounts/confirm.html", form, carried=carried, action=request.full_path.rstrip("?")
    )


@blueprint.get("/konto/bestaetigen")
@signed_in
def confirm() -> Any:
    """Ask for the password, or a code of the app if there is no password here."""
    action = request.full_path.rstrip("?")
    form = _empty()
    return render_template("accounts/confirm.html", form=form, carried=[], action=action)


@blueprint.post("/konto/bestaetigen")
@signed_in
@commits
def send_confirm() -> Any:
    """Go on to where the person wanted to go."""
    form = _filled()
    if not _answer_fits(form):
        action = request.full_path.rstrip("?")
        return show_again("accounts/confirm.html", form, carried=[], action=action)
    return redirect(local_path(request.args.get("next") or url_for("accounts.account")), 303)


def _empty() -> ConfirmForm:
    return _named(ConfirmForm(formdata=None))


def _filled() -> ConfirmForm:
    return _named(ConfirmForm())


def _named(form: ConfirmForm) -> ConfirmForm:
    """Ask for a code of the app where there is no password."""
    if not current_user.password_hash:
        form.confirm_password.label.text = _("Code from your app")
    return form


def _answer_fits(form: ConfirmForm) -> bool:
    if not form.validate():
        return False
    count_tries("confirming", current_user.email)
    person, typed = current_user._get_current_object(), form.confirm_password.data or ""
    try:
        if not person.password_hash:
            commit_apart(confirm_by_code, g.running_session, person, typed)
            return True
        if password_fits(person, typed):
            commit_apart(confirm_again, g.running_session)
            return True
    except WrongCode:
        pass
    form.confirm_password.errors = [_("This does not fit. Please check it.")]
    return False
