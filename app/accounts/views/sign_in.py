"""Signing in and out. The browser holds a random token in a signed cookie; the rest is ours."""

from typing import Any

from flask import redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts.forms import SignInForm
from app.accounts.models import Person
from app.accounts.policy import is_auditor, is_in_an_organisation, is_moderator
from app.accounts.queries import by_email, factors_of
from app.accounts.services import begin_sign_in, owes_factor, password_fits
from app.accounts.services import sign_in as start_session
from app.accounts.services import sign_out as end_session
from app.accounts.views import blueprint
from app.accounts.views.limits import count_tries
from app.accounts.views.session import keep_half, keep_session, this_browser
from app.shared.access import local_path, public, signed_in
from app.shared.forms import show_again
from app.shared.transactions import commits


@blueprint.get("/anmelden")
@public
def sign_in() -> Any:
    """Show the form; who is signed in goes to their desk."""
    if current_user.is_authenticated:
        return redirect(desk_of(current_user), 303)
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
    count_tries("sign-in", email)
    person = by_email(email)
    if not password_fits(person, form.password.data or "") or person is None:
        problem = _("E-mail address and password do not fit together. Please check both.")
        return show_again("accounts/sign_in.html", form, problem=problem)
    return go_on(person, request.args.get("next"))


@blueprint.post("/abmelden")
@signed_in
@commits
def sign_out() -> Any:
    """End the session here and on the server."""
    end_session(session["sign_in"]["token"], current_user.id)
    session.clear()
    return redirect(url_for("pages.home"), 303)


def go_on(person: Person, target: str | None) -> Any:
    """Answer somebody who proved their password: their desk, or first the second factor."""
    if not owes_factor(person):
        return come_in(person, target)
    keep_half(begin_sign_in(person, this_browser()))
    step = "accounts.factor" if factors_of(person.id) else "accounts.set_up"
    return redirect(url_for(step, next=target), 303)


def come_in(person: Person, target: str | None, *, has_factor: bool = False) -> Any:
    """Start a session in this browser, and lead to where the person wanted to go."""
    keep_session(start_session(person, this_browser(), has_factor=has_factor))
    return redirect(local_path(target) if target else desk_of(person), 303)


def desk_of(person: Person) -> str:
    """Return the address of the desk that the person works at."""
    if is_moderator(person):
        return url_for("moderation.queue")
    if is_auditor(person):
        return url_for("accounts.trail")
    if "planner" in person.roles:
        return url_for("plan.desk")
    if is_in_an_organisation(person):
        return url_for("organisations.desk")
    return url_for("pages.home" if person.roles else "submissions.own")
