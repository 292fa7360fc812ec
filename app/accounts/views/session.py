"""Who is behind a request. The browser holds a random token in a signed cookie."""

import datetime as dt

from flask import Flask, Request, session
from flask_login import LoginManager

from app.accounts.models import Person
from app.accounts.queries import person_of_session
from app.shared.clock import now

LONGEST_IDLE = dt.timedelta(minutes=30)
MARK_EVERY = dt.timedelta(minutes=1)

login_manager = LoginManager()


def init_accounts(app: Flask) -> None:
    """Tell Flask-Login how to find the person behind a request."""
    login_manager.session_protection = None  # the token itself is bound to one browser
    login_manager.request_loader(person_behind)
    login_manager.init_app(app, add_context_processor=False)


def person_behind(asking: Request) -> Person | None:
    """Return the person of a session that has neither ended nor been idle for 30 minutes."""
    kept = session.get("sign_in")
    if not kept:
        return None
    seen, moment = dt.datetime.fromtimestamp(kept["seen"], dt.UTC), now()
    person = None
    if moment - seen < LONGEST_IDLE:
        person = person_of_session(kept["token"], moment)
    if person is None:
        session.pop("sign_in", None)
    elif moment - seen > MARK_EVERY:
        session["sign_in"] = {"token": kept["token"], "seen": int(moment.timestamp())}
    return person
