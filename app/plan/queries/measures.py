"""Questions about measures; lists are paged by key."""

from sqlalchemy import select, tuple_

from app.plan.models import Measure
from app.shared.database import db
from app.shared.paging import Page, Position


def measure_by_number(number: str) -> Measure | None:
    """Return the measure with this number (`M-2026-001`), in whatever state."""
    return db.session.scalar(select(Measure).where(Measure.number == number.upper()))


def public_measures(position: Position | None, limit: int) -> Page[Measure]:
    """Return the measures that everybody may see, those changed last first."""
    wanted = select(Measure).where(Measure.status != "suggested")
    key = tuple_(Measure.changed_at, Measure.id)
    if position is not None:
        wanted = wanted.where(key < (position.moment, position.id))
    newest = wanted.order_by(Measure.changed_at.desc(), Measure.id.desc())
    rows = db.session.scalars(newest.limit(limit + 1)).all()
    if len(rows) <= limit:
        return Page(rows, None)
    last = rows[limit - 1]
    return Page(rows[:limit], Position(last.changed_at, last.id).token())
