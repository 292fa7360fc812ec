"""Questions about people and their sessions."""

import datetime as dt
from collections.abc import Collection, Sequence

from sqlalchemy import select

from app.accounts.models import AuditEntry, Person, RoleGrant, SignInSession
from app.shared.database import db
from app.shared.secrets import keyed_hashes

SESSION_PURPOSE = "sign-in session"


def by_email(email: str) -> Person | None:
    """Return the person with this address, whatever its case."""
    return db.session.scalar(select(Person).where(Person.email == email.strip().lower()))


def all_people() -> Sequence[Person]:
    """Return everybody by address."""
    return db.session.scalars(select(Person).order_by(Person.email)).all()


def others_with_role(person_id: int, roles: Collection[str]) -> bool:
    """Whether another active person holds one of the roles."""
    others = select(Person.id).join(RoleGrant, RoleGrant.person_id == Person.id)
    others = others.where(Person.id != person_id, Person.active, RoleGrant.role.in_(roles))
    return db.session.scalar(others.limit(1)) is not None


def person_of_session(token: str, moment: dt.datetime) -> Person | None:
    """Return the active person whose session this token opens, if it has not ended."""
    hashes = keyed_hashes(SESSION_PURPOSE, token)
    return db.session.scalar(
        select(Person)
        .join(SignInSession, SignInSession.person_id == Person.id)
        .where(SignInSession.token_hash.in_(hashes))
        .where(SignInSession.ends_at > moment, Person.active)
    )


def audit_entries(limit: int) -> Sequence[AuditEntry]:
    """Return the newest lines of the audit trail."""
    newest = select(AuditEntry).order_by(AuditEntry.id.desc()).limit(limit)
    return db.session.scalars(newest).all()
