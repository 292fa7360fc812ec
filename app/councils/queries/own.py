"""The councils that somebody speaks for."""

from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.areas.models import Council
from app.shared.database import db


def councils_with(ids: Collection[int]) -> Sequence[Council]:
    """Return the councils with these ids and their Ortsteile, by name."""
    wanted = select(Council).where(Council.id.in_(ids)).options(selectinload(Council.areas))
    return db.session.scalars(wanted.order_by(Council.name)).all()


def area_ids_of(council: Council) -> list[int]:
    """Return the ids of the council's Ortsteile."""
    return [area.id for area in council.areas]
