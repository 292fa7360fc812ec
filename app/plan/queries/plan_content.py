"""The plan as plain data: what an adopted version keeps, and what the working state is compared by.

Money and figures are strings of a Decimal, days are ISO dates, titles of codes are texts by
language. Nothing in it was written by a resident: of the evidence only numbers are kept.
"""

import datetime as dt
import decimal
from collections import defaultdict
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from app.areas.models import Zone
from app.guidelines.queries import catalogue
from app.plan.models import Answer, BudgetLine, EffectIndicator, Evidence, Measure, MeasureChange
from app.shared.database import db

FORMAT = 1
THOUSANDTH = decimal.Decimal("0.001")
Content = dict[str, Any]


def working_state() -> Content:
    """Return the plan as it stands: all measures but suggestions, and how much was answered."""
    measures = _measures()
    return {
        "format": FORMAT,
        "measures": measures,
        "codes": _titles({key for measure in measures for key in measure["codes"]}),
        "answers": _answers(),
    }


def _measures() -> list[Content]:
    wanted = select(Measure).where(Measure.status != "suggested").order_by(Measure.id)
    wanted = wanted.options(
        joinedload(Measure.lead_office),
        selectinload(Measure.partners),
        selectinload(Measure.areas),
        selectinload(Measure.zones).joinedload(Zone.scheme),
        selectinload(Measure.codes),
    )
    money, indicators, evidence, reasons = _money(), _indicators(), _evidence(), _reasons()
    return [
        _said_by(measure)
        | {
            "money": money.get(measure.id, []),
            "indicators": indicators.get(measure.id, []),
            "evidence": evidence.get(measure.id, {}),
            "status_reason": reasons.get((measure.id, measure.status), ""),
        }
        for measure in db.session.scalars(wanted)
    ]


def _said_by(measure: Measure) -> Content:
    office = measure.lead_office
    return {
        "number": measure.number,
        "title": measure.title,
        "text": measure.text,
        "reason": measure.reason,
        "status": measure.status,
        "lead_office": office.name if office else None,
        "partners": sorted(partner.name for partner in measure.partners),
        "whole_city": measure.whole_city,
        "areas": [area.name for area in measure.areas],
        "zones": [f"{zone.scheme.name}: {zone.name}" for zone in measure.zones],
        "codes": sorted(code.code_key for code in measure.codes),
        "starts_on": _day(measure.starts_on),
        "ends_on": _day(measure.ends_on),
        "other_source": measure.other_source,
        "paper": measure.paper,
        "decided_on": _day(measure.decided_on),
        "is_example": measure.is_example,
    }


def _money() -> dict[int, list[Content]]:
    found: dict[int, list[Content]] = defaultdict(list)
    in_order = select(BudgetLine).order_by(BudgetLine.year, BudgetLine.id)
    for line in db.session.scalars(in_order):
        found[line.measure_id].append(
            {
                "year": line.year,
                "budget_number": line.budget_number,
                "source": line.source,
                "planned": f"{line.planned:.2f}",
                "spent": None if line.spent is None else f"{line.spent:.2f}",
            }
        )
    return dict(found)


def _indicators() -> dict[int, list[Content]]:
    found: dict[int, list[Content]] = defaultdict(list)
    wanted = select(EffectIndicator).options(selectinload(EffectIndicator.values))
    for one in db.session.scalars(wanted.order_by(EffectIndicator.id)):
        values = [{"on": _day(value.on), "value": _figure(value.value)} for value in one.values]
        found[one.measure_id].append(
            {
                "title": one.title,
                "unit": one.unit,
                "source": one.source,
                "baseline": _figure(one.baseline),
                "baseline_on": _day(one.baseline_on),
                "target": _figure(one.target),
                "target_on": _day(one.target_on),
                "values": values,
            }
        )
    return dict(found)


def _evidence() -> dict[int, dict[str, int]]:
    """How many contributions, concerns, statements and proposals each measure rests on."""
    columns = (
        Evidence.submission_id,
        Evidence.concern_id,
        Evidence.statement_id,
        Evidence.proposal_id,
    )
    counts = (func.count(column) for column in columns)
    rows = db.session.execute(select(Evidence.measure_id, *counts).group_by(Evidence.measure_id))
    kinds = ("contributions", "concerns", "statements", "proposals")
    return {row[0]: dict(zip(kinds, map(int, row[1:]), strict=True)) for row in rows}


def _reasons() -> dict[tuple[int, str], str]:
    """Why measures came into the states that are no station of the plan, the last time."""
    aside = MeasureChange.to_status.in_(("deferred", "dropped"))
    wanted = select(MeasureChange).where(aside).order_by(MeasureChange.at, MeasureChange.id)
    lines = db.session.scalars(wanted)
    return {(line.measure_id, line.to_status): line.reason for line in lines}


def _titles(keys: set[str]) -> dict[str, Content]:
    """The codes as they are called today; a key that the catalogue lost stands for itself."""
    known = catalogue().by_key
    return {
        key: {"kind": known[key].kind, "title": dict(known[key].title)}
        if key in known
        else {"kind": key.partition(":")[0], "title": {"de": key}}
        for key in sorted(keys)
    }


def _answers() -> dict[str, int]:
    counts = (func.count(Answer.submission_id), func.count(Answer.concern_id))
    row = db.session.execute(select(*counts).where(Answer.status == "released")).one()
    return {"contributions": int(row[0]), "concerns": int(row[1])}


def _day(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def _figure(value: decimal.Decimal | None) -> str | None:
    """The figure without empty places; the same on every database."""
    return None if value is None else format(value.quantize(THOUSANDTH).normalize(), "f")
