"""Signing in through the city's identity provider: there, back, and in.

Coming back is a GET from elsewhere, and a GET changes nothing here: it only asks the provider and
keeps the answer in this browser's signed cookie for two minutes; a form then signs in.
"""

import dataclasses
import hmac
from typing import Any

from flask import abort, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.accounts.services import (
    Answer,
    ProviderFailed,
    arrive,
    ask_provider,
    hear_provider,
)
from app.accounts.views import blueprint
from app.accounts.views.sign_in import come_in, go_on
from app.shared.access import public
from app.shared.clock import now
from app.shared.settings import settings
from app.shared.throttle import count_quick, network_mark, per_minute
from app.shared.transactions import commits

LONGEST_AWAY, LONGEST_WAIT = 600, 120  # seconds at the provider, and before the last form
LONGEST_CODE = 4000
QUESTIONS_OF_NETWORK = per_minute(60)
REFUSALS = {
    "no role": _l("Your account at the sign-in service has no role here. Please ask the office."),
    "closed": _l("This account is closed. Please ask the office."),
    "address": _l("The sign-in service has not confirmed your e-mail address."),
    "link": _l(
        "There is an account with your e-mail address already. An administrator has to link it"
        " once; they can see your wish."
    ),
}


@blueprint.get("/anmelden/dienst")
@public
def ask_outside() -> Any:
    """Send somebody to the provider; this browser keeps what must come back with the answer."""
    if settings().openid is None:
        abort(404)
    count_quick(QUESTIONS_OF_NETWORK, "openid", network_mark())
    try:
        question = ask_provider(_return_address())
    except ProviderFailed:
        return _refused(_("The sign-in service does not answer. Please try again later."), 503)
    kept = {"state": question.state, "nonce": question.nonce, "verifier": question.verifier}
    session["away"] = kept | {"at": _seconds(), "next": request.args.get("next", "")[:500]}
    return redirect(question.url, 303)


@blueprint.get("/anmelden/dienst/zurueck")
@public
def back_from_outside() -> Any:
    """Ask the provider whom the code stands for; only for the browser that was sent there."""
    if settings().openid is None:
        abort(404)
    session.pop("back", None)
    kept, code = session.pop("away", None), request.args.get("code", "")
    if not kept or not _belongs_to(kept) or not 0 < len(code) <= LONGEST_CODE:
        return _anew()
    try:
        answer = hear_provider(code, kept["nonce"], kept["verifier"], _return_address())
    except ProviderFailed:
        return _anew()
    session["back"] = {
        "answer": dataclasses.asdict(answer),
        "at": _seconds(),
        "next": kept["next"],
    }
    return render_template("accounts/from_outside.html", name=answer.name or answer.email)


@blueprint.post("/anmelden/dienst/zurueck")
@public
@commits
def come_from_outside() -> Any:
    """Sign in with the provider's answer; a second factor there counts, else ours is asked."""
    kept = session.pop("back", None)
    if not kept or not 0 <= _seconds() - kept["at"] <= LONGEST_WAIT:
        return _anew()
    values = kept["answer"] | {"values": tuple(kept["answer"]["values"])}
    answer = Answer(**values)
    arrival = arrive(answer)
    if arrival.person is None:
        return _refused(str(REFUSALS[arrival.refusal or "no role"]), 200)
    target = kept["next"] or None
    if answer.has_second_factor:
        return come_in(arrival.person, target, has_factor=True)
    return go_on(arrival.person, target)


def _belongs_to(kept: dict[str, Any]) -> bool:
    """Whether somebody comes back from where this browser was sent, and not too late."""
    own, state = settings().openid, request.args.get("state", "")
    in_time = 0 <= _seconds() - kept["at"] <= LONGEST_AWAY
    issuer = request.args.get("iss")  # RFC 9207, where the provider says it
    fits = issuer is None or (own is not None and issuer == own.issuer)
    return in_time and fits and hmac.compare_digest(kept["state"].encode(), state.encode())


def _return_address() -> str:
    return settings().base_url + url_for("accounts.back_from_outside")


def _seconds() -> int:
    return int(now().timestamp())


def _anew() -> Any:
    return _refused(_("Signing in did not work. Please begin again."), 400)


def _refused(problem: str, code: int) -> Any:
    return render_template("accounts/refused_outside.html", problem=problem), code
