"""What links from mails open: an invitation, a new password."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from app.accounts.forms import EmailForm, NewPasswordForm, WelcomeForm
from app.accounts.queries import link_behind
from app.accounts.services import accept_invitation, ask_for_reset, reset_password
from app.accounts.views import blueprint
from app.accounts.views.limits import count_tries
from app.accounts.views.sign_in import go_on
from app.shared.access import public
from app.shared.errors import InvalidData, NotPossible
from app.shared.forms import show_again
from app.shared.mail import can_send
from app.shared.transactions import commits

ENDED = "accounts/link_ended.html"


@blueprint.get("/anmelden/vergessen")
@public
def forgotten() -> Any:
    """Ask for the address of the account."""
    form = EmailForm(formdata=None)
    return render_template("accounts/forgotten.html", form=form, can_send=can_send())


@blueprint.post("/anmelden/vergessen")
@public
@commits
def send_forgotten() -> Any:
    """Promise a link, whether there is such an account or not."""
    form = EmailForm()
    if not can_send():
        raise NotPossible
    if not form.validate():
        return show_again("accounts/forgotten.html", form, can_send=True)
    count_tries("reset", (form.email.data or "").lower())
    ask_for_reset(form.email.data or "")
    return redirect(url_for("accounts.forgotten_sent"), 303)


@blueprint.get("/anmelden/vergessen/gesendet")
@public
def forgotten_sent() -> Any:
    """Say what happens next."""
    return render_template("accounts/forgotten_sent.html")


@blueprint.get("/anmelden/neu/<token>")
@public
def reset(token: str) -> Any:
    """Ask for a new password."""
    if link_behind("reset", token) is None:
        return render_template(ENDED), 404
    form = NewPasswordForm(formdata=None)
    return render_template("accounts/reset.html", form=form)


@blueprint.post("/anmelden/neu/<token>")
@public
@commits
def send_reset(token: str) -> Any:
    """Set the new password; the person then signs in, with the second factor as always."""
    form = NewPasswordForm()
    if not form.validate():
        return show_again("accounts/reset.html", form)
    try:
        reset_password(token, form.password.data or "")
    except NotPossible:
        return render_template(ENDED), 404
    except InvalidData as error:
        form.refuse(error)
        return show_again("accounts/reset.html", form)
    flash(_("Your password is changed. Please sign in with it."))
    return redirect(url_for("accounts.sign_in"), 303)


@blueprint.get("/anmelden/einladung/<token>")
@public
def invitation(token: str) -> Any:
    """Welcome somebody who was invited."""
    link = link_behind("invitation", token)
    if link is None:
        return render_template(ENDED), 404
    form = WelcomeForm(formdata=None, name=link.person.name)
    return render_template("accounts/invitation.html", form=form, email=link.person.email)


@blueprint.post("/anmelden/einladung/<token>")
@public
@commits
def send_invitation(token: str) -> Any:
    """Open the account; next comes the second factor, where one is needed."""
    form, link = WelcomeForm(), link_behind("invitation", token)
    if link is None:
        return render_template(ENDED), 404
    email = link.person.email
    if not form.validate():
        return show_again("accounts/invitation.html", form, email=email)
    try:
        person = accept_invitation(token, form.name.data or "", form.password.data or "")
    except NotPossible:
        return render_template(ENDED), 404
    except InvalidData as error:
        form.refuse(error)
        return show_again("accounts/invitation.html", form, email=email)
    return go_on(person, None)
