"""What came in during a period, for the sitting of a council."""

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.areas.models import Council
from app.councils.queries.inbox import Incoming, with_marks
from app.councils.queries.own import area_ids_of
from app.shared.clock import from_local
from app.shared.database import db
from app.submissions.models import Submission
from app.submissions.policy import BY_SUBMITTER


def came_in(council: Council, first: dt.date, last: dt.date, limit: int) -> Sequence[Incoming]:
    """Return what came in for the council on these days (Europe/Berlin), oldest first."""
    start, end = from_local(first), from_local(last + dt.timedelta(days=1))
    wanted = select(Submission).where(
        Submission.area_id.in_(area_ids_of(council)),
        Submission.received_at >= start,
        Submission.received_at < end,
        Submission.status.not_in(BY_SUBMITTER),
    )
    oldest = wanted.order_by(Submission.received_at, Submission.id).limit(limit)
    rows = db.session.scalars(oldest.options(joinedload(Submission.area))).all()
    return with_marks(council.id, rows, end)
