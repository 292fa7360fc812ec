"""Numbers: the public number of a contribution, and the maintained counts."""

import functools
from dataclasses import dataclass
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
    relayed = case((Submission.on_behalf == "others", 1), else_=0)
    figures = (func.count(), func.sum(Submission.voices), func.sum(relayed))
    counted = select(*columns, *figures).group_by(*columns)
    names = ["consultation_id", "area_key", "status", "number", "voices", "relayed"]
    db.session.execute(delete(SubmissionCount))
    db.session.execute(insert(SubmissionCount).from_select(names, counted))


@dataclass(frozen=True)
class Weight:
    """What one contribution adds to the counts: its voices, and whether it is passed on."""

    voices: int = 1
    relayed: bool = False


ONE_VOICE = Weight()


def count_one_more(
    consultation_id: int, area_id: int | None, status: str, weight: Weight = ONE_VOICE
) -> None:
    """Count one more contribution of this place in this status, with its weight."""
    place = {"consultation_id": consultation_id, "area_key": area_id or 0, "status": status}
    figures = {"number": 1, "voices": weight.voices, "relayed": int(weight.relayed)}
    connection().execute(_one_more_place(_dialect()), place | figures)


def count_one_less(
    consultation_id: int, area_id: int | None, status: str, weight: Weight = ONE_VOICE
) -> None:
    """Count one contribution less of this place in this status, with its weight."""
    less = {
        "number": SubmissionCount.number - 1,
        "voices": SubmissionCount.voices - weight.voices,
        "relayed": SubmissionCount.relayed - int(weight.relayed),
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
            "relayed": table.c.relayed + new.excluded.relayed,
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
