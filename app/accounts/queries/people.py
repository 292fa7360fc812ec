"""Questions about people, offices and organisations."""

from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, Select, and_, or_, select

from app.accounts.models import Office, Organisation, Person, RoleGrant
from app.shared.clock import today
from app.shared.database import db


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
    return db.session.scalar(others.where(in_force()).limit(1)) is not None


def people_with_role(roles: Collection[str]) -> Sequence[Person]:
    """Return the active people who hold one of the roles today, by address."""
    held = select(RoleGrant.person_id).where(RoleGrant.role.in_(roles), in_force())
    return _active_people(held)


def people_of_council(council_id: int) -> Sequence[Person]:
    """Return the active people who speak for this council today, by address."""
    return _active_people(
        select(RoleGrant.person_id).where(RoleGrant.council_id == council_id, in_force())
    )


def people_of_organisation(organisation_id: int) -> Sequence[Person]:
    """Return the active people who speak for this organisation today, by address."""
    return _active_people(
        select(RoleGrant.person_id).where(RoleGrant.organisation_id == organisation_id, in_force())
    )


def in_force() -> ColumnElement[bool]:
    """Return the condition that a grant is in force today: `RoleGrant.holds_on` in SQL."""
    day = today()
    begun = or_(RoleGrant.begins_on.is_(None), RoleGrant.begins_on <= day)
    return and_(begun, or_(RoleGrant.ends_on.is_(None), RoleGrant.ends_on >= day))


def office_by_key(key: str) -> Office | None:
    """Return the office with this key."""
    return db.session.scalar(select(Office).where(Office.key == key))


def organisation_by_key(key: str) -> Organisation | None:
    """Return the organisation with this key."""
    return db.session.scalar(select(Organisation).where(Organisation.key == key))


def verified_organisations() -> Sequence[Organisation]:
    """Return the organisations that may speak, by name."""
    verified = select(Organisation).where(Organisation.verified_at.is_not(None))
    return db.session.scalars(verified.order_by(Organisation.name)).all()


def _active_people(held: Select[int]) -> Sequence[Person]:
    wanted = select(Person).where(Person.active, Person.id.in_(held)).order_by(Person.email)
    return db.session.scalars(wanted).all()
