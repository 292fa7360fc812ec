"""Questions about offices of the city, and who answers for Ortsteile without a council."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts.models import AreaOffice, Office, Person, RoleGrant
from app.accounts.queries.people import in_force
from app.areas.queries import AreaEntry
from app.areas.queries import directory as areas
from app.shared.database import db
from app.shared.page_cache import kept_by_revision


@dataclass(frozen=True)
class Recipient:
    """The office that an Ortsteil without a council turns to."""

    office_id: int
    name: str


@kept_by_revision
def recipients(session: Session) -> dict[int, Recipient]:
    """Return the named office for each area id that has one."""
    wanted = select(AreaOffice.area_id, Office.id, Office.name).join(AreaOffice.office)
    found = session.execute(wanted)
    return {area_id: Recipient(office_id, name) for area_id, office_id, name in found}


def recipient_of(area: AreaEntry) -> Recipient | None:
    """Return the office for an Ortsteil that has no council."""
    return None if area.council_name else recipients().get(area.id)


def areas_without_recipient() -> list[AreaEntry]:
    """Return the Ortsteile that have neither a council nor a named office."""
    named = recipients()
    return [a for a in areas().entries if a.council_name is None and a.id not in named]


def all_offices() -> Sequence[Office]:
    """Return all offices by name."""
    return db.session.scalars(select(Office).order_by(Office.name)).all()


def planners_of(office_id: int) -> Sequence[Person]:
    """Return the active people who plan for this office today, by address."""
    held = select(RoleGrant.person_id).where(RoleGrant.office_id == office_id, in_force())
    wanted = select(Person).where(Person.active, Person.id.in_(held)).order_by(Person.email)
    return db.session.scalars(wanted).all()
