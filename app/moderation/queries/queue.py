"""The queue of what waits for a decision."""

from sqlalchemy import select, text, tuple_
from sqlalchemy.orm import joinedload

from app.shared.database import db
from app.shared.paging import Page, Position
from app.submissions.models import Submission


def waiting(after: Position | None, limit: int, area_id: int | None = None) -> Page[Submission]:
    """Return contributions that wait for a decision, due first; paged by key."""
    # Written out, not as a parameter, so that the partial index is found.
    wanted = select(Submission).where(text("submission.status = 'received'"))
    if area_id is not None:
        wanted = wanted.where(Submission.area_id == area_id)
    if after is not None:
        key = tuple_(Submission.due_at, Submission.id)
        wanted = wanted.where(key > (after.moment, after.id))
    wanted = wanted.options(joinedload(Submission.area))
    rows = db.session.scalars(wanted.order_by(Submission.due_at, Submission.id).limit(limit + 1))
    found = rows.all()
    more = len(found) > limit
    last = found[limit - 1] if more else None
    return Page(found[:limit], Position(last.due_at, last.id).token() if last else None)


def next_waiting(skip_id: int | None = None) -> Submission | None:
    """Return the contribution to be decided next, other than the one at hand."""
    rows = waiting(None, 2).rows
    return next((row for row in rows if row.id != skip_id), None)
