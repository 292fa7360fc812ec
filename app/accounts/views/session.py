"""Who is behind a request. The browser holds a random token in a signed cookie."""

import datetime as dt

from flask import Flask, Request, g, request, session
from flask_login import LoginManager

from app.accounts.models import Person, SignInSession
from app.accounts.policy import may_go_without
from app.accounts.queries import running_session
from app.accounts.services import mark_seen
from app.accounts.views.browsers import browser_in_words
from app.accounts.views.confirming import ask_again
from app.shared.access import how_to_confirm
from app.shared.clock import now
from app.shared.security import SAFE_METHODS
from app.shared.settings import settings

LONGEST_IDLE = dt.timedelta(minutes=30)
MARK_EVERY = dt.timedelta(minutes=1)

login_manager = LoginManager()


def init_accounts(app: Flask) -> None:
    """Tell Flask-Login how to find the person behind a request, and how they confirm it again."""
    login_manager.session_protection = None  # the token itself is bound to one browser
    login_manager.request_loader(person_behind)
    login_manager.init_app(app, add_context_processor=False)
    how_to_confirm(app, ask_again)


def person_behind(asking: Request) -> Person | None:
    """Return the person of a session that has neither ended nor been idle for 30 minutes."""
    kept = session.get("sign_in")
    if not kept:
        return None
    seen, moment = dt.datetime.fromtimestamp(kept["seen"], dt.UTC), now()
    running = None
    if moment - seen < LONGEST_IDLE:
        running = running_session(kept["token"], "full", moment)
    if running is None or not _has_proven_enough(running):
        session.pop("sign_in", None)
        return None
    if moment - seen > MARK_EVERY:
        session["sign_in"] = {"token": kept["token"], "seen": int(moment.timestamp())}
    if asking.method not in SAFE_METHODS and moment - running.seen_at > MARK_EVERY:
        mark_seen(running.token_hash, moment)
    g.running_session = running
    return running.person


def current_session() -> SignInSession:
    """Return the session of the person who is signed in; call in views that are not public."""
    running: SignInSession = g.running_session
    return running


def half_session() -> SignInSession | None:
    """Return the session that still owes its second factor, if this browser has one."""
    kept = session.get("half")
    return running_session(kept, "password", now()) if kept else None


def keep_session(token: str) -> None:
    """Let this browser hold the token of a session, and nothing of what it held before."""
    session.clear()
    session["sign_in"] = {"token": token, "seen": int(now().timestamp())}


def keep_half(token: str) -> None:
    """Let this browser hold the token of a session that owes its second factor."""
    session.clear()
    session["half"] = token


def this_browser() -> str:
    """Return what kind of browser asks, in words."""
    return browser_in_words(request.headers.get("User-Agent", ""))


def _has_proven_enough(running: SignInSession) -> bool:
    return running.has_factor or may_go_without(running.person, settings().production)
