"""Questions about running sessions."""

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from app.accounts.models import Person, SignInSession
from app.shared.clock import now
from app.shared.database import db
from app.shared.secrets import keyed_hashes

SESSION_PURPOSE = "sign-in session"


def running_session(token: str, stage: str, moment: dt.datetime) -> SignInSession | None:
    """Return the session that this token opens, with its active person, if it has not ended."""
    hashes = keyed_hashes(SESSION_PURPOSE, token)
    return db.session.scalar(
        select(SignInSession)
        .join(Person, SignInSession.person_id == Person.id)
        .where(SignInSession.token_hash.in_(hashes), SignInSession.stage == stage)
        .where(SignInSession.ends_at > moment, Person.active)
        .options(contains_eager(SignInSession.person))
    )


def sessions_of(person_id: int) -> Sequence[SignInSession]:
    """Return the running sessions of a person, the newest first."""
    theirs = (SignInSession.person_id == person_id) & (SignInSession.ends_at > now())
    wanted = select(SignInSession).where(theirs, SignInSession.stage == "full")
    newest = (SignInSession.started_at.desc(), SignInSession.token_hash)
    return db.session.scalars(wanted.order_by(*newest)).all()
