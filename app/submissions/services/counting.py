"""Numbers: the public number of a contribution, and the maintained counts."""

import datetime as dt
from typing import Any

from sqlalchemy import case, delete, func, insert, select, update
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from app.shared.clock import to_local
from app.shared.database import db
from app.shared.transactions import writes
from app.submissions.models import NumberSeries, Submission, SubmissionCount


@writes
def recount() -> None:
    """Count all contributions anew; the maintained counts must come out the same."""
    place = func.coalesce(Submission.area_id, 0)
    columns = (Submission.consultation_id, place, Submission.status)
    counted = select(*columns, func.count()).group_by(*columns)
    names = ["consultation_id", "area_key", "status", "number"]
    db.session.execute(delete(SubmissionCount))
    db.session.execute(insert(SubmissionCount).from_select(names, counted))


def count(submission: Submission, status: str, change: int) -> None:
    """Raise or lower the number of contributions of this place in a status by one."""
    place = {
        "consultation_id": submission.consultation_id,
        "area_key": submission.area_id or 0,
        "status": status,
    }
    if change < 0:
        same = (getattr(SubmissionCount, name) == value for name, value in place.items())
        less = update(SubmissionCount).where(*same)
        db.session.execute(less.values(number=SubmissionCount.number - 1))
        return
    statement = _insert()(SubmissionCount).values(**place, number=1)
    statement = statement.on_conflict_do_update(
        index_elements=list(place), set_={"number": SubmissionCount.number + 1}
    )
    db.session.execute(statement)


def next_number(moment: dt.datetime) -> int:
    """Return the next public number of the year; other writers wait until the commit."""
    name = _series(moment)
    statement = _insert()(NumberSeries).values(name=name, last=1)
    statement = statement.on_conflict_do_update(
        index_elements=["name"], set_={"last": NumberSeries.last + 1}
    )
    return int(db.session.execute(statement.returning(NumberSeries.last)).scalar_one())


def give_number_back(moment: dt.datetime) -> None:
    """Take back the number just given out in this transaction."""
    same = update(NumberSeries).where(NumberSeries.name == _series(moment))
    back = case((NumberSeries.last > 0, NumberSeries.last - 1), else_=0)
    db.session.execute(same.values(last=back))


def _series(moment: dt.datetime) -> str:
    return f"EF-{to_local(moment).year}"


def _insert() -> Any:
    """Both databases know ON CONFLICT, each in its own dialect."""
    return sqlite_insert if db.engine.dialect.name == "sqlite" else postgresql_insert
