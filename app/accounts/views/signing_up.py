"""Opening an account by oneself: ask for a link, choose a password, come in."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from app.accounts.forms import EmailForm, OwnPasswordForm
from app.accounts.services import ask_for_account, email_in, open_own_account
from app.accounts.views import blueprint
from app.accounts.views.limits import count_tries
from app.accounts.views.sign_in import come_in
from app.shared.access import public
from app.shared.errors import InvalidData, NotPossible
from app.shared.forms import show_again
from app.shared.i18n import page_language
from app.shared.mail import can_send
from app.shared.transactions import commits

ENDED, PAGE = "accounts/link_ended.html", "accounts/open_account.html"


@blueprint.get("/anmelden/konto")
@public
def sign_up() -> Any:
    """Say what an account is good for, and ask for the address."""
    form = EmailForm(formdata=None)
    return render_template("accounts/sign_up.html", form=form, can_send=can_send())


@blueprint.post("/anmelden/konto")
@public
@commits
def send_sign_up() -> Any:
    """Promise a link, whether there is such an account or not."""
    form = EmailForm()
    if not can_send():
        raise NotPossible
    if not form.validate():
        return show_again("accounts/sign_up.html", form, can_send=True)
    email = form.email.data or ""
    count_tries("sign-up", email.lower())
    ask_for_account(email, page_language().code)
    return redirect(url_for("accounts.sign_up_sent"), 303)


@blueprint.get("/anmelden/konto/gesendet")
@public
def sign_up_sent() -> Any:
    """Say what happens next."""
    return render_template("accounts/sign_up_sent.html")


@blueprint.get("/anmelden/konto/<token>")
@public
def new_account(token: str) -> Any:
    """Ask for the password of the new account."""
    email = email_in(token)
    if email is None:
        return render_template(ENDED), 404
    return render_template(PAGE, form=OwnPasswordForm(formdata=None), email=email)


@blueprint.post("/anmelden/konto/<token>")
@public
@commits
def send_new_account(token: str) -> Any:
    """Open the account and come in."""
    form, email = OwnPasswordForm(), email_in(token)
    if email is None:
        return render_template(ENDED), 404
    if not form.validate():
        return show_again(PAGE, form, email=email)
    try:
        person = open_own_account(token, form.password.data or "")
    except InvalidData as error:
        form.refuse(error)
        return show_again(PAGE, form, email=email)
    flash(_("Your account is open."))
    return come_in(person, None)
