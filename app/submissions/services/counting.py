"""Numbers: the public number of a contribution, and the maintained counts."""

import functools
from typing import Any

from sqlalchemy import Update, case, delete, func, insert, select, update

from app.shared.database import connection, db, insert_or, table_of
from app.shared.transactions import writes
from app.submissions.models import NumberSeries, Submission, SubmissionCount


@writes
def recount() -> None:
    """Count all contributions anew; the maintained counts must come out the same."""
    place = func.coalesce(Submission.area_id, 0)
    columns = (Submission.consultation_id, place, Submission.status)
    counted = select(*columns, func.count(), func.sum(Submission.voices)).group_by(*columns)
    names = ["consultation_id", "area_key", "status", "number", "voices"]
    db.session.execute(delete(SubmissionCount))
    db.session.execute(insert(SubmissionCount).from_select(names, counted))


def count_one_more(consultation_id: int, area_id: int | None, status: str, voices: int = 1) -> None:
    """Count one more contribution of this place in this status, with its voices."""
    place = {"consultation_id": consultation_id, "area_key": area_id or 0, "status": status}
    figures = {"number": 1, "voices": voices}
    connection().execute(_one_more_place(_dialect()), place | figures)


def count_one_less(consultation_id: int, area_id: int | None, status: str, voices: int = 1) -> None:
    """Count one contribution less of this place in this status, with its voices."""
    less = {
        "number": SubmissionCount.number - 1,
        "voices": SubmissionCount.voices - voices,
    }
    db.session.execute(_of_place(consultation_id, area_id, status).values(less))


def count_one_voice(consultation_id: int, area_id: int | None, status: str) -> None:
    """Count one more voice for a contribution of this place in this status."""
    more = {"voices": SubmissionCount.voices + 1}
    db.session.execute(_of_place(consultation_id, area_id, status).values(more))


def next_number(series: str) -> int:
    """Return the next number of a series; other writers wait until the commit."""
    statement = _one_more_number(_dialect())
    return int(connection().execute(statement, {"name": series, "last": 1}).scalar_one())


def give_number_back(series: str) -> None:
    """Take back the number just given out in this transaction."""
    same = update(NumberSeries).where(NumberSeries.name == series)
    back = case((NumberSeries.last > 0, NumberSeries.last - 1), else_=0)
    db.session.execute(same.values(last=back))


def _of_place(consultation_id: int, area_id: int | None, status: str) -> Update:
    return update(SubmissionCount).where(
        SubmissionCount.consultation_id == consultation_id,
        SubmissionCount.area_key == (area_id or 0),
        SubmissionCount.status == status,
    )


# Built once for each database: putting the statement together costs more than running it.
@functools.cache
def _one_more_place(dialect: str) -> Any:
    table = table_of(SubmissionCount)
    new = insert_or(table)
    return new.on_conflict_do_update(
        index_elements=["consultation_id", "area_key", "status"],
        set_={
            "number": table.c.number + 1,
            "voices": table.c.voices + new.excluded.voices,
        },
    )


@functools.cache
def _one_more_number(dialect: str) -> Any:
    table = table_of(NumberSeries)
    raised = insert_or(table).on_conflict_do_update(
        index_elements=["name"], set_={"last": table.c.last + 1}
    )
    return raised.returning(table.c.last)


def _dialect() -> str:
    return db.engine.dialect.name
