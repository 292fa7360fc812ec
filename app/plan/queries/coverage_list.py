"""The work list of the coverage check; paged by key."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, func, select, tuple_
from sqlalchemy.orm import joinedload

from app.plan.models import Measure
from app.plan.queries.coverage import PUBLISHED, is_uncovered, lacks_office, lacks_source
from app.shared.database import db
from app.shared.paging import Page, Position
from app.submissions.models import Submission

LACKS = {"office": lacks_office, "source": lacks_source}
NO_AREA = 0


def uncovered_by_area() -> dict[int, int]:
    """Return how many published contributions nothing covers by area id; 0: of no Ortsteil."""
    # Not the bare column: SQLite would go by its index, from row to row all over the table.
    area = func.coalesce(Submission.area_id, NO_AREA)
    wanted = select(area, func.count()).where(PUBLISHED, is_uncovered()).group_by(area)
    return {int(row[0]): int(row[1]) for row in db.session.execute(wanted)}


def uncovered(
    areas: Sequence[int] | None, position: Position | None, limit: int
) -> Page[Submission]:
    """Return contributions that nothing covers, the longest waiting first.

    Of some Ortsteile, of none (0), or of all (None).
    """
    key = (Submission.published_at, Submission.id)
    wanted = select(Submission).where(PUBLISHED, is_uncovered(), *_of(areas))
    if position is not None:
        wanted = wanted.where(tuple_(*key) > (position.moment, position.id))
    wanted = wanted.options(joinedload(Submission.area)).order_by(*key)
    rows = db.session.scalars(wanted.limit(limit + 1)).all()
    last = rows[limit - 1] if len(rows) > limit else None
    if last is None or last.published_at is None:
        return Page(rows[:limit], None)
    return Page(rows[:limit], Position(last.published_at, last.id).token())


def measures_without(what: str, position: Position | None, limit: int) -> Page[Measure]:
    """Return measures of the plan that lack an `office` or a `source`, longest unchanged first."""
    key = (Measure.changed_at, Measure.id)
    wanted = select(Measure).where(LACKS[what]())
    if position is not None:
        wanted = wanted.where(tuple_(*key) > (position.moment, position.id))
    wanted = wanted.options(joinedload(Measure.lead_office)).order_by(*key)
    rows = db.session.scalars(wanted.limit(limit + 1)).all()
    last = rows[limit - 1] if len(rows) > limit else None
    return Page(rows[:limit], Position(last.changed_at, last.id).token() if last else None)


def _of(areas: Sequence[int] | None) -> Sequence[ColumnElement[bool]]:
    if areas is None:
        return ()
    if areas == (NO_AREA,):
        return (Submission.area_id.is_(None),)
    return (Submission.area_id.in_(areas),)
