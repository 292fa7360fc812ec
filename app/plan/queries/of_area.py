"""The measures of an Ortsteil for its page; kept until public content changes."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.plan.models import Measure
from app.plan.policy import IN_PLAN
from app.plan.queries.listing import is_for_area
from app.shared.page_cache import kept_each_by_revision

SHOWN = 5


@dataclass(frozen=True)
class MeasureLine:
    """A measure as a short list names it."""

    number: str
    title: str
    status: str
    is_example: bool


@dataclass(frozen=True)
class AreaMeasures:
    """How many measures of the plan an Ortsteil has, and those changed last.

    Not the measures for the whole city; nor mere suggestions, nor what was deferred or dropped.
    """

    total: int
    newest: tuple[MeasureLine, ...]


@kept_each_by_revision
def measures_of_area(session: Session, area_id: int) -> AreaMeasures:
    """Return the measures for an Ortsteil, or for a zone that it belongs to."""
    here = Measure.status.in_(IN_PLAN) & is_for_area(area_id)
    total = session.scalars(select(func.count(Measure.id)).where(here)).one()
    columns = (Measure.number, Measure.title, Measure.status, Measure.is_example)
    newest = select(*columns).where(here).order_by(Measure.changed_at.desc(), Measure.id.desc())
    rows = session.execute(newest.limit(SHOWN))
    return AreaMeasures(total, tuple(MeasureLine(*row) for row in rows))
