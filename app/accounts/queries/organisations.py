"""Questions about organisations, who belongs to them, and which of them wait."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from app.accounts.models import Organisation, OrganisationRegistration, Person, RoleGrant
from app.accounts.queries.people import in_force
from app.shared.database import db


def organisation_named(name: str) -> Organisation | None:
    """Return the organisation with this name, whatever its case."""
    same = func.lower(Organisation.name) == name.lower()
    return db.session.scalar(select(Organisation).where(same).limit(1))


def unverified_organisations() -> Sequence[Organisation]:
    """Return the organisations that nobody has verified, the oldest first."""
    waiting = select(Organisation).where(Organisation.verified_at.is_(None))
    return db.session.scalars(waiting.order_by(Organisation.created_at, Organisation.id)).all()


def registration_of(organisation_id: int) -> OrganisationRegistration | None:
    """Return who registered the organisation, as long as nobody has decided."""
    return db.session.get(OrganisationRegistration, organisation_id)


def members_of(organisation_id: int) -> Sequence[RoleGrant]:
    """Return the roles in force in an organisation with their people, by name."""
    held = select(RoleGrant).where(RoleGrant.organisation_id == organisation_id, in_force())
    named = held.join(Person, Person.id == RoleGrant.person_id).options(
        joinedload(RoleGrant.person)
    )
    return db.session.scalars(named.order_by(Person.name, RoleGrant.id)).all()


def managers_of(organisation_id: int) -> list[int]:
    """Return the ids of the active people who look after the organisation."""
    held = members_of(organisation_id)
    return [g.person_id for g in held if g.role == "organisation_manager" and g.person.active]
