"""Starting, confirming and ending sessions."""

import datetime as dt

from sqlalchemy import delete, update

from app.accounts.models import Person, SignInSession
from app.accounts.queries import SESSION_PURPOSE
from app.accounts.services.audit import record
from app.shared.clock import now
from app.shared.database import db
from app.shared.secrets import keyed_hash, keyed_hashes, random_token
from app.shared.transactions import writes

LONGEST_SESSION = dt.timedelta(hours=12)
# How long somebody has for the second factor after the password.
LONGEST_HALF = dt.timedelta(minutes=15)


@writes
def sign_in(person: Person, browser: str = "", *, has_factor: bool = False) -> str:
    """Start a session and return its token; only the token's hash is stored."""
    token = _start(person, "full", LONGEST_SESSION, browser, has_factor)
    record(person.id, "signed in", f"person:{person.id}")
    return token


@writes
def begin_sign_in(person: Person, browser: str = "") -> str:
    """Start what lies between the password and the second factor; return its token."""
    return _start(person, "password", LONGEST_HALF, browser, has_factor=False)


@writes
def finish_sign_in(half: SignInSession) -> str:
    """Turn a proven second factor into a session with a token of its own."""
    person, browser = half.person, half.browser
    db.session.delete(half)
    return sign_in(person, browser, has_factor=True)


@writes
def confirm_again(running: SignInSession) -> None:
    """Note that the person just proved once more who they are."""
    running.confirmed_at = now()
    db.session.flush()


@writes
def sign_out(token: str, person_id: int) -> None:
    """End the session of this token."""
    hashes = keyed_hashes(SESSION_PURPOSE, token)
    db.session.execute(delete(SignInSession).where(SignInSession.token_hash.in_(hashes)))
    record(person_id, "signed out", f"person:{person_id}")


@writes
def end_session(person: Person, mark: str) -> None:
    """End the person's own session with this mark, wherever it runs."""
    own = SignInSession.person_id == person.id
    db.session.execute(
        delete(SignInSession).where(own, SignInSession.token_hash.startswith(mark, autoescape=True))
    )
    record(person.id, "session ended", f"person:{person.id}")


@writes
def end_other_sessions(person: Person, kept: SignInSession) -> None:
    """End every session of the person but this one."""
    others = SignInSession.token_hash != kept.token_hash
    theirs = SignInSession.person_id == person.id
    db.session.execute(delete(SignInSession).where(theirs, others))
    record(person.id, "other sessions ended", f"person:{person.id}")


@writes
def end_all_sessions(person: Person) -> None:
    """End every session of the person."""
    db.session.execute(delete(SignInSession).where(SignInSession.person_id == person.id))
    db.session.flush()


def mark_seen(token_hash: str, moment: dt.datetime) -> None:
    """Note that a session was used to send something, in a short transaction of its own."""
    seen = update(SignInSession).where(SignInSession.token_hash == token_hash)
    with db.engine.execution_options(rw=True).begin() as connection:
        connection.execute(seen.values(seen_at=moment))


def _start(
    person: Person, stage: str, lifetime: dt.timedelta, browser: str, has_factor: bool
) -> str:
    token, moment = random_token(), now()
    db.session.execute(delete(SignInSession).where(SignInSession.ends_at <= moment))
    db.session.add(
        SignInSession(
            token_hash=keyed_hash(SESSION_PURPOSE, token),
            person_id=person.id,
            stage=stage,
            has_factor=has_factor,
            browser=browser[:60],
            started_at=moment,
            seen_at=moment,
            confirmed_at=moment,
            ends_at=moment + lifetime,
        )
    )
    db.session.flush()
    return token
