"""Measures that are mere suggestions: what was public before has no page for everybody then."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.plan.models import Measure
from app.shared.page_cache import kept_by_revision


@kept_by_revision
def suggested_numbers(session: Session) -> frozenset[str]:
    """Return the numbers of the measures that only staff see."""
    wanted = select(Measure.number).where(Measure.status == "suggested")
    return frozenset(session.scalars(wanted))
