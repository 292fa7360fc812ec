"""What is new in the plan: changes of state, for feeds and mails."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from app.plan.models import Measure, MeasureChange
from app.shared.database import db

# A measure that went back to a suggestion is not public, and that it did so is no news.
_IS_PUBLIC = (Measure.status != "suggested") & (MeasureChange.to_status != "suggested")


@dataclass(frozen=True)
class PlanNews:
    """A public measure reached a state."""

    measure: Measure
    change: MeasureChange


def newest_changes(measure: Measure | None, limit: int) -> Sequence[PlanNews]:
    """Return the newest changes of state of a measure, or of all measures with None."""
    wanted = select(Measure, MeasureChange).join(
        MeasureChange, MeasureChange.measure_id == Measure.id
    )
    if measure is not None:
        wanted = wanted.where(Measure.id == measure.id)
    newest = wanted.where(_IS_PUBLIC).order_by(MeasureChange.at.desc(), MeasureChange.id.desc())
    return [PlanNews(one, change) for one, change in db.session.execute(newest.limit(limit))]


def number_of_changes(measure_id: int, since: dt.datetime, until: dt.datetime) -> int:
    """Return how many states a measure reached after `since`, up to `until`."""
    wanted = select(func.count(MeasureChange.id)).join(
        Measure, Measure.id == MeasureChange.measure_id
    )
    in_time = (MeasureChange.at > since) & (MeasureChange.at <= until)
    return db.session.scalars(wanted.where(_IS_PUBLIC, in_time, Measure.id == measure_id)).one()
