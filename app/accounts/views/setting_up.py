"""Setting up a second factor: right after the password for who has none, or later."""

from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts.forms import NewAppForm, PasskeyForm
from app.accounts.models import Person, SignInSession
from app.accounts.queries import factors_of
from app.accounts.services import (
    PasskeyRefused,
    WrongCode,
    add_passkey,
    add_totp,
    after_factor_added,
    app_address,
    finish_sign_in,
    new_secret,
    question_for_new,
    seal,
    unseal,
)
from app.accounts.views import blueprint
from app.accounts.views.limits import count_tries
from app.accounts.views.session import current_session, half_session, keep_session
from app.shared.access import public, recently_confirmed, signed_in
from app.shared.forms import show_again
from app.shared.lazy import lazy
from app.shared.transactions import commits

segno = lazy("segno")
PAGE = "accounts/set_up.html"


@blueprint.get("/anmelden/einrichten")
@public
def set_up() -> Any:
    """Lead somebody who must have a second factor, and has none, to one."""
    half = _half_without_factor()
    return _begin_anew() if half is None else _show_new(half.person, first=True)


@blueprint.post("/anmelden/einrichten")
@public
@commits
def send_set_up() -> Any:
    """Take the first code of the app; with it the person is signed in."""
    half = _half_without_factor()
    if half is None:
        return _begin_anew()
    return _add_app(half.person, first=True) or _finish_first(half)


@blueprint.post("/anmelden/einrichten/passkey/frage")
@public
@commits
def set_up_question() -> Any:
    """Return what the browser needs to make a passkey."""
    half = _half_without_factor()
    if half is None:
        return {}, 401
    return Response(question_for_new(half, half.person), mimetype="application/json")


@blueprint.post("/anmelden/einrichten/passkey")
@public
@commits
def send_set_up_passkey() -> Any:
    """Take the new passkey; with it the person is signed in."""
    half = _half_without_factor()
    if half is None:
        return _begin_anew()
    return _add_passkey(half, half.person, first=True) or _finish_first(half)


@blueprint.get("/konto/faktoren/neu")
@signed_in
@recently_confirmed
def new_factor() -> Any:
    """Offer another second factor."""
    return _show_new(current_user, first=False)


@blueprint.post("/konto/faktoren/neu")
@signed_in
@commits
@recently_confirmed
def send_new_factor() -> Any:
    """Take the first code of another app."""
    return _add_app(current_user, first=False) or _finish_other()


@blueprint.post("/konto/faktoren/passkey/frage")
@signed_in
@commits
@recently_confirmed
def new_passkey_question() -> Any:
    """Return what the browser needs to make another passkey."""
    question = question_for_new(current_session(), current_user)
    return Response(question, mimetype="application/json")


@blueprint.post("/konto/faktoren/passkey")
@signed_in
@commits
@recently_confirmed
def send_new_passkey() -> Any:
    """Take another passkey."""
    return _add_passkey(current_session(), current_user, first=False) or _finish_other()


def _add_app(person: Person, first: bool) -> Any:
    """Return the page with what is wrong, or None once the app is stored."""
    form = NewAppForm()
    secret = unseal(person, form.sealed.data or "")
    if secret is None:
        return _show_new(person, first), 422
    if form.validate():
        count_tries("new second factor", person.email)
        try:
            add_totp(person, form.name.data or "", secret, form.code.data or "")
        except WrongCode:
            form.code.errors = [_("This code does not fit. Please take the one shown now.")]
        else:
            return None
    return show_again(PAGE, form, **_shown(person, secret, first))


def _add_passkey(running: SignInSession, person: Person, first: bool) -> Any:
    """Return the page with what is wrong, or None once the passkey is stored."""
    form = PasskeyForm()
    if form.validate():
        try:
            add_passkey(running, person, form.name.data or "", form.credential.data or "")
            return None
        except PasskeyRefused:
            pass
    secret = new_secret()
    app_form = NewAppForm(formdata=None, name=_("My phone"), sealed=seal(person, secret))
    problem = _("This passkey could not be stored. Please try again.")
    return show_again(PAGE, app_form, **_shown(person, secret, first) | {"problem": problem})


def _finish_first(half: SignInSession) -> Any:
    keep_session(finish_sign_in(half))
    return redirect(url_for("accounts.recovery_codes", next=request.args.get("next")), 303)


def _finish_other() -> Any:
    after_factor_added(current_session(), current_user)
    flash(_("The second factor is set up. All other sessions are ended."))
    return redirect(url_for("accounts.account"), 303)


def _show_new(person: Person, first: bool) -> Any:
    secret = new_secret()
    form = NewAppForm(formdata=None, name=_("My phone"), sealed=seal(person, secret))
    return render_template(PAGE, form=form, **_shown(person, secret, first))


def _shown(person: Person, secret: str, first: bool) -> dict[str, Any]:
    address = app_address(person, secret)
    image = segno.make(address, error="m").svg_data_uri(border=2, scale=4)
    groups = [secret[place : place + 4] for place in range(0, len(secret), 4)]
    return {
        "first": first,
        "app_address": address,
        "qr_image": image,
        "secret_groups": groups,
        "problem": None,
        "target": request.args.get("next"),
    }


def _half_without_factor() -> SignInSession | None:
    half = half_session()
    return None if half is None or factors_of(half.person_id) else half


def _begin_anew() -> Any:
    return redirect(url_for("accounts.sign_in"), 303)
