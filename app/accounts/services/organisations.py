"""Offices and organisations."""

from app.accounts.models import Office, Organisation
from app.accounts.services.audit import record
from app.shared.clock import now
from app.shared.database import db
from app.shared.transactions import writes


@writes
def create_office(key: str, name: str, email: str | None, *, is_example: bool = False) -> Office:
    """Store an office of the city."""
    office = Office(key=key, name=name, email=email, is_example=is_example)
    db.session.add(office)
    db.session.flush()
    return office


@writes
def create_organisation(
    key: str, name: str, kind: str, *, is_example: bool = False
) -> Organisation:
    """Store an organisation of this contributor kind; it may speak once it is verified."""
    organisation = Organisation(
        key=key, name=name, kind=kind, is_example=is_example, created_at=now()
    )
    db.session.add(organisation)
    db.session.flush()
    return organisation


@writes
def verify_organisation(person_id: int | None, organisation: Organisation) -> None:
    """Let the organisation speak: somebody made sure that it is who it says."""
    organisation.verified_at = now()
    record(person_id, "organisation verified", f"organisation:{organisation.id}")
    db.session.flush()
