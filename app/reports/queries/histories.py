"""In which state each measure was on a day, from the lines of its history."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field

from sqlalchemy import select

from app.plan.models import MeasureChange, PlanVersion
from app.reports.models import Report, ReportVersion
from app.shared.clock import to_local
from app.shared.database import db


@dataclass
class MeasureHistory:
    """States of a measure at the begin and the end of a year, and its steps in between.

    None: it was not written yet. A step is (day in Europe/Berlin, state reached, reason).
    """

    before: str | None = None
    after: str | None = None
    steps: list[tuple[dt.date, str, str]] = field(default_factory=list)


def histories(since: dt.datetime, until: dt.datetime) -> dict[int, MeasureHistory]:
    """Return the histories by the measure's id: states before `since` and before `until` (UTC)."""
    found: dict[int, MeasureHistory] = defaultdict(MeasureHistory)
    columns = (MeasureChange.measure_id, MeasureChange.to_status, MeasureChange.at)
    wanted = select(*columns, MeasureChange.reason).where(MeasureChange.at < until)
    for row in db.session.execute(wanted.order_by(MeasureChange.at, MeasureChange.id)):
        history = found[row.measure_id]
        history.after = row.to_status
        if row.at < since:
            history.before = row.to_status
        else:
            history.steps.append((to_local(row.at).date(), row.to_status, row.reason))
    return dict(found)


def planned_ends(before: dt.date, since: dt.datetime) -> dict[str, str | None]:
    """Return the last days (ISO) that were planned a year before, by the measure's number.

    From the report of that day, else from the version of the plan that was in force then; a
    measure that neither knows is not in it, so that nobody can say whether it slipped.
    """
    told = select(ReportVersion.content).join(Report, Report.id == ReportVersion.report_id)
    told = told.where(Report.reporting_date == before).order_by(ReportVersion.number.desc())
    content = db.session.scalar(told.limit(1))
    if content is None:
        adopted = select(PlanVersion.content).where(PlanVersion.adopted_at < since)
        content = db.session.scalar(adopted.order_by(PlanVersion.number.desc()).limit(1))
    measures = content["measures"] if content else []
    return {measure["number"]: measure["ends_on"] for measure in measures}
