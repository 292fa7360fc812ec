"""The example plan has a past: what was made just now is moved back."""

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import select, update

from app.demo.models import SHIFTED_TIMES
from app.plan.models import Answer, Measure, MeasureChange
from app.shared.clock import from_local, today
from app.shared.database import db
from app.shared.transactions import writes

BEFORE_THE_FIRST_STEP = 30


@writes
def move_measure_back(measure: Measure, days_ago: Sequence[int]) -> None:
    """Let the steps of a measure have happened so many days ago, and its writing before them."""
    written = (days_ago[0] if days_ago else 0) + BEFORE_THE_FIRST_STEP
    moments = [_noon(days) for days in (written, *days_ago)]
    own = select(MeasureChange).where(MeasureChange.measure_id == measure.id)
    lines = db.session.scalars(own.order_by(MeasureChange.id)).all()
    for line, moment in zip(lines, moments, strict=True):
        line.at = moment
    measure.created_at, measure.changed_at = moments[0], moments[-1]
    db.session.flush()


@writes
def move_answer_back(answer: Answer, days_ago: int) -> None:
    """Let the answer have been released so many days ago."""
    moment = _noon(days_ago)
    same = update(Answer).where(Answer.id == answer.id)
    db.session.execute(same.values(released_at=moment, changed_at=moment))


def _noon(days_ago: int) -> dt.datetime:
    return from_local(today()) - SHIFTED_TIMES["a day"] * days_ago + SHIFTED_TIMES["noon"]
