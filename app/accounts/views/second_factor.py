"""The second step of signing in: a code of the app, a passkey, or a recovery code."""

from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from app.accounts.forms import CodeForm, RecoveryForm, SignedForm
from app.accounts.models import SignInSession
from app.accounts.queries import factors_of
from app.accounts.services import (
    PasskeyRefused,
    finish_sign_in,
    mail_to,
    question_for_known,
    record,
    use_passkey,
    use_recovery_code,
    use_totp,
)
from app.accounts.views import blueprint
from app.accounts.views.limits import count_tries
from app.accounts.views.session import half_session, keep_session
from app.accounts.views.sign_in import desk_of
from app.shared.access import local_path, public
from app.shared.forms import show_again
from app.shared.transactions import commit_apart, commits

PAGE = "accounts/second_factor.html"


@blueprint.get("/anmelden/zweiter-faktor")
@public
def factor() -> Any:
    """Ask for the second factor; without a proven password there is nothing to ask for."""
    half = half_session()
    if half is None:
        return _begin_anew()
    code, recovery = CodeForm(formdata=None), RecoveryForm(formdata=None)
    return render_template(PAGE, form=code, recovery=recovery, **_shown(half))


@blueprint.post("/anmelden/zweiter-faktor")
@public
@commits
def send_factor() -> Any:
    """Take a code of the app."""
    half, form = half_session(), CodeForm()
    if half is None:
        return _begin_anew()
    recovery = RecoveryForm(formdata=None)
    if not form.validate():
        return show_again(PAGE, form, recovery=recovery, **_shown(half))
    count_tries("second factor", half.person.email)
    if use_totp(half.person, form.code.data or ""):
        return _finish(half)
    _refused(half)
    form.code.errors = [_("This code does not fit, or it was used before. Take the next one.")]
    return show_again(PAGE, form, recovery=recovery, **_shown(half))


@blueprint.post("/anmelden/wiederherstellung")
@public
@commits
def send_recovery() -> Any:
    """Take a recovery code in place of the second factor."""
    half, form = half_session(), RecoveryForm()
    if half is None:
        return _begin_anew()
    code = CodeForm(formdata=None)
    if not form.validate():
        return show_again(PAGE, code, recovery=form, **_shown(half))
    count_tries("second factor", half.person.email)
    if use_recovery_code(half.person, form.recovery.data or ""):
        mail_to(half.person, "recovery_used")
        flash(_("This recovery code is used up. Please see to it that you have a second factor."))
        return _finish(half)
    _refused(half)
    form.recovery.errors = [_("This code does not fit, or it was used before.")]
    return show_again(PAGE, code, recovery=form, **_shown(half))


@blueprint.post("/anmelden/passkey/frage")
@public
@commits
def passkey_question() -> Any:
    """Return what the browser has to sign."""
    half = half_session()
    if half is None:
        return {}, 401
    return Response(question_for_known(half, half.person), mimetype="application/json")


@blueprint.post("/anmelden/passkey")
@public
@commits
def send_passkey() -> Any:
    """Take what the browser signed."""
    half, form = half_session(), SignedForm()
    if half is None:
        return _begin_anew()
    count_tries("second factor", half.person.email)
    code, recovery = CodeForm(formdata=None), RecoveryForm(formdata=None)
    try:
        use_passkey(half, half.person, form.credential.data or "")
    except PasskeyRefused:
        _refused(half)
        problem = _("This passkey could not be checked. Please try again.")
        return show_again(PAGE, code, recovery=recovery, **_shown(half) | {"problem": problem})
    return _finish(half)


def _finish(half: SignInSession) -> Any:
    target, person = request.args.get("next"), half.person
    keep_session(finish_sign_in(half))
    return redirect(local_path(target) if target else desk_of(person), 303)


def _refused(half: SignInSession) -> None:
    """Keep on record that somebody knows the password but not the second factor."""
    commit_apart(record, half.person_id, "second factor refused", f"person:{half.person_id}")


def _begin_anew() -> Any:
    return redirect(url_for("accounts.sign_in"), 303)


def _shown(half: SignInSession) -> dict[str, Any]:
    kinds = {factor.kind for factor in factors_of(half.person_id)}
    return {"kinds": kinds, "target": request.args.get("next"), "problem": None}
