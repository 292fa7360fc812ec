"""Starting and ending sessions."""

import datetime as dt

from sqlalchemy import delete

from app.accounts.models import Person, SignInSession
from app.accounts.queries import SESSION_PURPOSE
from app.accounts.services.audit import record
from app.shared.clock import now
from app.shared.database import db
from app.shared.secrets import keyed_hash, keyed_hashes, random_token
from app.shared.transactions import writes

LONGEST_SESSION = dt.timedelta(hours=12)


@writes
def sign_in(person: Person) -> str:
    """Start a session and return its token; only the token's hash is stored."""
    token, moment = random_token(), now()
    db.session.execute(delete(SignInSession).where(SignInSession.ends_at <= moment))
    db.session.add(
        SignInSession(
            token_hash=keyed_hash(SESSION_PURPOSE, token),
            person_id=person.id,
            started_at=moment,
            ends_at=moment + LONGEST_SESSION,
        )
    )
    record(person.id, "signed in", f"person:{person.id}")
    return token


@writes
def sign_out(token: str, person_id: int) -> None:
    """End the session of this token."""
    hashes = keyed_hashes(SESSION_PURPOSE, token)
    db.session.execute(delete(SignInSession).where(SignInSession.token_hash.in_(hashes)))
    record(person_id, "signed out", f"person:{person_id}")


@writes
def end_all_sessions(person: Person) -> None:
    """End every session of the person."""
    db.session.execute(delete(SignInSession).where(SignInSession.person_id == person.id))
    db.session.flush()
