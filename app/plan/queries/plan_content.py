"""The plan as plain data: what an adopted version keeps, and what the working state is compared by.

Money and figures are strings of a Decimal, days are ISO dates, titles of codes are texts by
language. Nothing in it was written by a resident: of the evidence only numbers are kept.
"""

import datetime as dt
import decimal
from collections import defaultdict
from typing import Any

from sqlalchemy import Select, func, select

from app.accounts.models import Office
from app.areas.models import Area, AreaScheme, Zone
from app.guidelines.queries import catalogue
from app.plan.models import (
    Answer,
    BudgetLine,
    EffectIndicator,
    EffectValue,
    Evidence,
    Measure,
    MeasureArea,
    MeasureChange,
    MeasureCode,
    MeasurePartner,
    MeasureZone,
)
from app.shared.database import db

FORMAT = 1
THOUSANDTH = decimal.Decimal("0.001")
Content = dict[str, Any]
# What a measure says by itself, under the same names.
SAID = (
    *(Measure.id, Measure.number, Measure.title, Measure.text, Measure.reason, Measure.status),
    *(Measure.whole_city, Measure.starts_on, Measure.ends_on, Measure.other_source),
    *(Measure.paper, Measure.decided_on, Measure.is_example),
)
INDICATOR = (
    *(EffectIndicator.id, EffectIndicator.measure_id, EffectIndicator.title),
    *(EffectIndicator.unit, EffectIndicator.source, EffectIndicator.baseline),
    *(EffectIndicator.baseline_on, EffectIndicator.target, EffectIndicator.target_on),
)


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
    """Plain rows throughout: as objects, a thousand measures take more than twice as long."""
    wanted = select(*SAID, Office.name.label("lead_office"))
    wanted = wanted.outerjoin(Office, Office.id == Measure.lead_office_id)
    in_order = wanted.where(Measure.status != "suggested").order_by(Measure.id)
    parts, evidence, reasons = _parts(), _evidence(), _reasons()
    return [
        _said_by(dict(row._mapping))
        | {name: found.get(row.id, []) for name, found in parts.items()}
        | {
            "evidence": evidence.get(row.id, {}),
            "status_reason": reasons.get((row.id, row.status), ""),
        }
        for row in db.session.execute(in_order)
    ]


def _said_by(said: Content) -> Content:
    del said["id"]
    return said | {day: _day(said[day]) for day in ("starts_on", "ends_on", "decided_on")}


def _parts() -> dict[str, dict[int, list[Any]]]:
    """What there can be several of, by the id of the measure."""
    partners = select(MeasurePartner.measure_id, Office.name).join(
        Office, Office.id == MeasurePartner.office_id
    )
    areas = select(MeasureArea.measure_id, Area.name).join(Area, Area.id == MeasureArea.area_id)
    zone_name = AreaScheme.name.concat(": ").concat(Zone.name)
    zones = select(MeasureZone.measure_id, zone_name).join(Zone, Zone.id == MeasureZone.zone_id)
    zones = zones.join(AreaScheme, AreaScheme.id == Zone.scheme_id)
    codes = select(MeasureCode.measure_id, MeasureCode.code_key)
    return {
        "partners": _sorted(_lists(partners)),
        "areas": _lists(areas.order_by(Area.number)),
        "zones": _lists(zones.order_by(Zone.key, Zone.id)),
        "codes": _sorted(_lists(codes)),
        "money": _money(),
        "indicators": _indicators(),
    }


def _lists(wanted: Select[int, str]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for measure_id, name in db.session.execute(wanted):
        found[measure_id].append(name)
    return dict(found)


def _sorted(found: dict[int, list[str]]) -> dict[int, list[str]]:
    """In the order of Python, which is the same on every database."""
    return {measure_id: sorted(names) for measure_id, names in found.items()}


def _money() -> dict[int, list[Content]]:
    found: dict[int, list[Content]] = defaultdict(list)
    line = BudgetLine
    columns = (line.measure_id, line.year, line.budget_number, line.source)
    wanted = select(*columns, line.planned, line.spent).order_by(line.year, line.id)
    for measure_id, year, number, source, planned, spent in db.session.execute(wanted):
        found[measure_id].append(
            {
                "year": year,
                "budget_number": number,
                "source": source,
                "planned": f"{planned:.2f}",
                "spent": None if spent is None else f"{spent:.2f}",
            }
        )
    return dict(found)


def _indicators() -> dict[int, list[Content]]:
    found: dict[int, list[Content]] = defaultdict(list)
    values = _values()
    for one in db.session.execute(select(*INDICATOR).order_by(EffectIndicator.id)):
        found[one.measure_id].append(
            {
                "title": one.title,
                "unit": one.unit,
                "source": one.source,
                "baseline": _figure(one.baseline),
                "baseline_on": _day(one.baseline_on),
                "target": _figure(one.target),
                "target_on": _day(one.target_on),
                "values": values.get(one.id, []),
            }
        )
    return dict(found)


def _values() -> dict[int, list[Content]]:
    """The figures of each indicator, by day."""
    found: dict[int, list[Content]] = defaultdict(list)
    columns = select(EffectValue.indicator_id, EffectValue.on, EffectValue.value)
    for indicator_id, on, value in db.session.execute(columns.order_by(EffectValue.on)):
        found[indicator_id].append({"on": _day(on), "value": _figure(value)})
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
    columns = (MeasureChange.measure_id, MeasureChange.to_status, MeasureChange.reason)
    wanted = select(*columns).where(aside).order_by(MeasureChange.at, MeasureChange.id)
    lines = db.session.execute(wanted)
    return {(measure_id, status): reason for measure_id, status, reason in lines}


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
