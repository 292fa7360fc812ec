"""Questions about running sessions."""

import datetime as dt

from sqlalchemy import select

from app.accounts.models import Person, SignInSession
from app.shared.database import db
from app.shared.secrets import keyed_hashes

SESSION_PURPOSE = "sign-in session"


def person_of_session(token: str, moment: dt.datetime) -> Person | None:
    """Return the active person whose session this token opens, if it has not ended."""
    hashes = keyed_hashes(SESSION_PURPOSE, token)
    return db.session.scalar(
        select(Person)
        .join(SignInSession, SignInSession.person_id == Person.id)
        .where(SignInSession.token_hash.in_(hashes))
        .where(SignInSession.ends_at > moment, Person.active)
    )
