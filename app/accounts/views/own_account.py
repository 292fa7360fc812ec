"""My account: name, password, address, second factors, sessions."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts.forms import ChangePasswordForm, EmailForm, NameForm
from app.accounts.queries import factors_of, link_behind, recovery_codes_left, sessions_of
from app.accounts.services import (
    ask_for_new_email,
    change_password,
    confirm_new_email,
    end_other_sessions,
    end_session,
    password_fits,
    rename_person,
)
from app.accounts.views import blueprint
from app.accounts.views.limits import count_tries
from app.accounts.views.session import current_session, keep_session
from app.shared.access import public, recently_confirmed, signed_in
from app.shared.errors import InvalidData, NotPossible
from app.shared.forms import show_again
from app.shared.mail import can_send
from app.shared.transactions import commits


@blueprint.get("/konto/")
@signed_in
def account() -> Any:
    """Show what the account is made of, and where it is signed in."""
    return render_template(
        "accounts/account.html",
        factors=factors_of(current_user.id),
        codes_left=recovery_codes_left(current_user.id),
        sessions=sessions_of(current_user.id),
        here=current_session(),
        can_send=can_send(),
    )


@blueprint.get("/konto/name")
@signed_in
def own_name() -> Any:
    """Ask for another name."""
    form = NameForm(formdata=None, name=current_user.name)
    return render_template("accounts/own_name.html", form=form)


@blueprint.post("/konto/name")
@signed_in
@commits
def send_own_name() -> Any:
    """Change the name."""
    form = NameForm()
    if not form.validate():
        return show_again("accounts/own_name.html", form)
    rename_person(current_user, form.name.data or "")
    flash(_("Your name is changed."))
    return redirect(url_for("accounts.account"), 303)


@blueprint.get("/konto/passwort")
@signed_in
def own_password() -> Any:
    """Ask for another password."""
    return render_template("accounts/own_password.html", form=ChangePasswordForm(formdata=None))


@blueprint.post("/konto/passwort")
@signed_in
@commits
def send_own_password() -> Any:
    """Change the password; all other sessions end."""
    form, person = ChangePasswordForm(), current_user._get_current_object()
    if not form.validate():
        return show_again("accounts/own_password.html", form)
    count_tries("confirming", person.email)
    if not password_fits(person, form.old_password.data or ""):
        form.old_password.errors = [_("This does not fit. Please check it.")]
        return show_again("accounts/own_password.html", form)
    try:
        token = change_password(current_session(), person, form.password.data or "")
    except InvalidData as error:
        form.refuse(error)
        return show_again("accounts/own_password.html", form)
    keep_session(token)
    flash(_("Your password is changed. All other sessions are ended."))
    return redirect(url_for("accounts.account"), 303)


@blueprint.get("/konto/e-mail")
@signed_in
@recently_confirmed
def own_email() -> Any:
    """Ask for another address."""
    return render_template("accounts/own_email.html", form=EmailForm(formdata=None))


@blueprint.post("/konto/e-mail")
@signed_in
@commits
@recently_confirmed
def send_own_email() -> Any:
    """Send a link to the new address; it changes only when that is opened."""
    form = EmailForm()
    if not can_send():
        raise NotPossible
    if not form.validate():
        return show_again("accounts/own_email.html", form)
    count_tries("new address", current_user.email)
    ask_for_new_email(current_user, form.email.data or "")
    flash(_("We have sent a link to the new address. It changes when you open the link."))
    return redirect(url_for("accounts.account"), 303)


@blueprint.get("/konto/e-mail/<token>")
@public
def new_email(token: str) -> Any:
    """Ask whether the address shall change: a mail program that looks ahead changes nothing."""
    if link_behind("email", token) is None:
        return render_template("accounts/link_ended.html"), 404
    return render_template("accounts/new_email.html", token=token)


@blueprint.post("/konto/e-mail/<token>")
@public
@commits
def send_new_email(token: str) -> Any:
    """Change the address; the person signs in anew with it."""
    try:
        confirm_new_email(token)
    except NotPossible:
        return render_template("accounts/link_ended.html"), 404
    flash(_("Your e-mail address is changed. Please sign in with it."))
    return redirect(url_for("accounts.sign_in"), 303)


@blueprint.post("/konto/sitzungen/<mark>/beenden")
@signed_in
@commits
def end_one_session(mark: str) -> Any:
    """End one session of one's own."""
    end_session(current_user, mark)
    flash(_("The session is ended."))
    return redirect(url_for("accounts.account"), 303)


@blueprint.post("/konto/sitzungen/andere/beenden")
@signed_in
@commits
def end_others() -> Any:
    """End all sessions of one's own but this one."""
    end_other_sessions(current_user, current_session())
    flash(_("All other sessions are ended."))
    return redirect(url_for("accounts.account"), 303)
