"""Everything that is stored about somebody with an account (Art. 15 GDPR)."""

from typing import Any

from sqlalchemy import func, or_, select

from app.accounts.models import AuditEntry, Person, RoleGrant, SignInSession
from app.accounts.queries import others_with_role
from app.shared.clock import now
from app.shared.database import db
from app.submissions.queries.own import own_numbers

SHOWN_LINES = 50


def stored_about_person(person: Person) -> dict[str, Any]:
    """Return all of it in plain values, ready for JSON; times are in UTC (ISO 8601)."""
    return {
        "account": {
            "name": person.name,
            "email": person.email,
            "created_at": person.created_at.isoformat(),
            "active": person.active,
        },
        "own_contributions": own_numbers(person.id),
        "roles": [_role(grant) for grant in person.grants],
        "sessions": [
            {"started_at": one.started_at.isoformat(), "ends_at": one.ends_at.isoformat()}
            for one in _sessions(person.id)
        ],
        "audit_lines": number_of_lines(person.id),
        "latest_audit_lines": [
            {"at": line.at.isoformat(), "what": line.action, "subject": line.subject}
            for line in _latest_lines(person.id)
        ],
    }


def number_of_lines(person_id: int) -> int:
    """Return how many lines of the audit trail name this person."""
    about = _about(person_id)
    return int(db.session.scalar(select(func.count()).select_from(AuditEntry).where(about)) or 0)


def _role(grant: RoleGrant) -> dict[str, Any]:
    return {
        "role": grant.role,
        "council": grant.council.name if grant.council else None,
        "office": grant.office.name if grant.office else None,
        "organisation": grant.organisation.name if grant.organisation else None,
        "begins_on": grant.begins_on.isoformat() if grant.begins_on else None,
        "ends_on": grant.ends_on.isoformat() if grant.ends_on else None,
    }


def _sessions(person_id: int) -> list[SignInSession]:
    running = select(SignInSession).where(SignInSession.person_id == person_id)
    running = running.where(SignInSession.ends_at > now()).order_by(SignInSession.started_at)
    return list(db.session.scalars(running))


def _latest_lines(person_id: int) -> list[AuditEntry]:
    newest = select(AuditEntry).where(_about(person_id)).order_by(AuditEntry.id.desc())
    return list(db.session.scalars(newest.limit(SHOWN_LINES)))


def _about(person_id: int) -> Any:
    return or_(AuditEntry.person_id == person_id, AuditEntry.subject == f"person:{person_id}")


def is_last_admin(person: Person) -> bool:
    """Whether nobody else is left who sets up people."""
    return "admin" in person.roles and not others_with_role(person.id, {"admin"})
