"""My second factors and recovery codes."""

from typing import Any
from urllib.parse import quote

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts.forms import NameOfFactorForm
from app.accounts.models import SecondFactor
from app.accounts.queries import factor_of, recovery_codes_left
from app.accounts.services import (
    end_other_sessions,
    mail_to,
    make_recovery_codes,
    remove_factor,
    rename_factor,
)
from app.accounts.views import blueprint
from app.accounts.views.session import current_session
from app.accounts.views.sign_in import desk_of
from app.shared.access import local_path, recently_confirmed, signed_in
from app.shared.errors import NotPossible
from app.shared.forms import show_again
from app.shared.transactions import commits

PAGE = "accounts/own_factor.html"


@blueprint.get("/konto/faktoren/<int:factor_id>")
@signed_in
def own_factor(factor_id: int) -> Any:
    """Offer to rename or remove a second factor."""
    factor = _own(factor_id)
    form = NameOfFactorForm(formdata=None, name=factor.name)
    return render_template(PAGE, form=form, factor=factor, problem=None)


@blueprint.post("/konto/faktoren/<int:factor_id>")
@signed_in
@commits
@recently_confirmed
def send_own_factor(factor_id: int) -> Any:
    """Rename a second factor."""
    factor, form = _own(factor_id), NameOfFactorForm()
    if not form.validate():
        return show_again(PAGE, form, factor=factor, problem=None)
    rename_factor(factor, form.name.data or "")
    flash(_("The name is changed."))
    return redirect(url_for("accounts.account"), 303)


@blueprint.post("/konto/faktoren/<int:factor_id>/entfernen")
@signed_in
@commits
@recently_confirmed
def drop_factor(factor_id: int) -> Any:
    """Remove a second factor; the last one stays where the role asks for one."""
    factor, person = _own(factor_id), current_user._get_current_object()
    try:
        remove_factor(person, factor)
    except NotPossible:
        problem = _("You need at least one second factor. Please set up another one first.")
        form = NameOfFactorForm(formdata=None, name=factor.name)
        return show_again(PAGE, form, 409, factor=factor, problem=problem)
    end_other_sessions(person, current_session())
    mail_to(person, "factor_removed")
    flash(_("The second factor is removed. All other sessions are ended."))
    return redirect(url_for("accounts.account"), 303)


@blueprint.get("/konto/wiederherstellungscodes")
@signed_in
@recently_confirmed
def recovery_codes() -> Any:
    """Say what the codes are for, and offer to make them."""
    left = recovery_codes_left(current_user.id)
    return render_template("accounts/recovery.html", codes_left=left, target=_target())


@blueprint.post("/konto/wiederherstellungscodes")
@signed_in
@commits
@recently_confirmed
def send_recovery_codes() -> Any:
    """Make ten codes and show them, this once; the old ones end."""
    codes = make_recovery_codes(current_user)
    mail_to(current_user, "codes_made")
    heading = _("Recovery codes for %(address)s", address=request.host)
    text = "\r\n".join((heading, "", *codes, ""))
    file = f"data:text/plain;charset=utf-8,{quote(text)}"
    return render_template("accounts/codes.html", codes=codes, file=file, target=_target())


def _own(factor_id: int) -> SecondFactor:
    factor = factor_of(current_user.id, factor_id)
    if factor is None:
        abort(404)
    return factor


def _target() -> str:
    wanted = request.args.get("next")
    return local_path(wanted) if wanted else desk_of(current_user)
