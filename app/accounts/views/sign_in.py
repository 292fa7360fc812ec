"""Signing in and out. The browser holds a random token in a signed cookie; the rest is ours."""

from typing import Any

from flask import redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts.forms import SignInForm
from app.accounts.models import Person
from app.accounts.policy import is_moderator, may_export
from app.accounts.queries import by_email
from app.accounts.services import password_fits
from app.accounts.services import sign_in as start_session
from app.accounts.services import sign_out as end_session
from app.accounts.views import blueprint
from app.shared.access import local_path, public, signed_in
from app.shared.clock import now
from app.shared.forms import show_again
from app.shared.secrets import keyed_hash
from app.shared.throttle import count_lasting, network_mark, per_hour, per_minute
from app.shared.transactions import commits

# Per account, per network, of all (trust.md S4); they end with the hour, nobody is locked out.
TRIES_OF_ACCOUNT = per_hour(20)
TRIES_OF_NETWORK = per_minute(20)
TRIES_OF_ALL = per_minute(300)


@blueprint.get("/anmelden")
@public
def sign_in() -> Any:
    """Show the form; who is signed in goes to their desk."""
    if current_user.is_authenticated:
        return redirect(_desk(current_user), 303)
    return render_template("accounts/sign_in.html", form=SignInForm(formdata=None), problem=None)


@blueprint.post("/anmelden")
@public
@commits
def send_sign_in() -> Any:
    """Check address and password; the answer is the same for unknown and wrong."""
    form = SignInForm()
    if not form.validate():
        return show_again("accounts/sign_in.html", form, problem=None)
    email = (form.email.data or "").lower()
    count_lasting(TRIES_OF_ACCOUNT, "sign-in", keyed_hash("sign-in tries", email)[:32])
    count_lasting(TRIES_OF_NETWORK, "sign-in", network_mark())
    count_lasting(TRIES_OF_ALL, "sign-in")
    person = by_email(email)
    if not password_fits(person, form.password.data or "") or person is None:
        problem = _("E-mail address and password do not fit together. Please check both.")
        return show_again("accounts/sign_in.html", form, problem=problem)
    token = start_session(person)
    session.clear()
    session["sign_in"] = {"token": token, "seen": int(now().timestamp())}
    target = request.args.get("next")
    return redirect(local_path(target) if target else _desk(person), 303)


@blueprint.post("/abmelden")
@signed_in
@commits
def sign_out() -> Any:
    """End the session here and on the server."""
    end_session(session["sign_in"]["token"], current_user.id)
    session.clear()
    return redirect(url_for("pages.home"), 303)


def _desk(person: Person) -> str:
    if is_moderator(person):
        return url_for("moderation.queue")
    if may_export(person):
        return url_for("exports.index")
    return url_for("pages.home")
