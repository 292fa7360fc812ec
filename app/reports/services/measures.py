"""The measures of a report as plain data: what, where, money, effect, evidence."""

import datetime as dt
import decimal
from collections import defaultdict
from collections.abc import Iterable, Sequence

from app.guidelines.queries import catalogue
from app.plan.models import BudgetLine, EffectIndicator, Measure
from app.reports.queries.evidence import EvidenceNumbers
from app.reports.services.snapshot import (
    EvidenceCounts,
    Indicator,
    MeasureState,
    Money,
    MoneyOfYear,
    Move,
    Named,
)

CENT, THOUSANDTH = decimal.Decimal("0.01"), decimal.Decimal("0.001")
NO_MONEY: tuple[decimal.Decimal, decimal.Decimal | None] = (decimal.Decimal(0), None)


def measure_state(
    measure: Measure,
    move: Move,
    lines: Sequence[BudgetLine],
    indicators: Sequence[Indicator],
    evidence: EvidenceNumbers,
) -> MeasureState:
    """Return a measure as plain data."""
    return {
        "number": measure.number,
        "title": measure.title,
        "text": measure.text,
        "status": move["after"],
        "change": move["change"],
        "lead": measure.lead_office.name if measure.lead_office else "",
        "partners": sorted(office.name for office in measure.partners),
        "starts_on": iso(measure.starts_on),
        "ends_on": iso(measure.ends_on),
        "whole_city": measure.whole_city,
        "places": _places(measure),
        "codes": _codes(measure),
        "paper": measure.paper,
        "decided_on": iso(measure.decided_on),
        "money": money_by_year(lines),
        "indicators": list(indicators),
        "evidence": _evidence(measure, evidence),
        "is_example": measure.is_example,
    }


def money_of(lines: Sequence[BudgetLine]) -> Money:
    """Return the money of all measures, by year, and by source and year."""
    by_source: dict[tuple[str, int], list[BudgetLine]] = defaultdict(list)
    for line in lines:
        by_source[line.source, line.year].append(line)
    return {
        "by_year": money_by_year(lines),
        "by_source": [
            {"source": source, **money_by_year(by_source[source, year])[0]}
            for source, year in sorted(by_source)
        ],
    }


def money_by_year(lines: Iterable[BudgetLine]) -> list[MoneyOfYear]:
    """Return planned and spent by year; spent is None where no line of the year has it."""
    sums: dict[int, tuple[decimal.Decimal, decimal.Decimal | None]] = {}
    for line in lines:
        planned, spent = sums.get(line.year, NO_MONEY)
        if line.spent is not None:
            spent = (spent or decimal.Decimal(0)) + line.spent
        sums[line.year] = (planned + line.planned, spent)
    return [
        {
            "year": year,
            "planned": str(sums[year][0].quantize(CENT)),
            "spent": None if (spent := sums[year][1]) is None else str(spent.quantize(CENT)),
        }
        for year in sorted(sums)
    ]


def indicator_data(indicator: EffectIndicator, until: dt.date) -> Indicator:
    """Return an indicator of effect with its values up to a day."""
    return {
        "title": indicator.title,
        "unit": indicator.unit,
        "source": indicator.source,
        "baseline": _figure(indicator.baseline),
        "baseline_on": iso(indicator.baseline_on),
        "target": _figure(indicator.target),
        "target_on": iso(indicator.target_on),
        "values": [
            {"on": value.on.isoformat(), "value": _figure(value.value) or "0"}
            for value in indicator.values
            if value.on <= until
        ],
    }


def iso(day: dt.date | None) -> str | None:
    """Return a day as ISO date, None for none."""
    return day.isoformat() if day else None


def _figure(value: decimal.Decimal | None) -> str | None:
    """The figure without empty places; the same on every database."""
    return None if value is None else format(value.quantize(THOUSANDTH).normalize(), "f")


def _places(measure: Measure) -> list[Named]:
    areas: list[Named] = [
        {"kind": "area", "key": area.number, "title": area.name} for area in measure.areas
    ]
    zones: list[Named] = [
        {"kind": "zone", "key": zone.key, "title": zone.name} for zone in measure.zones
    ]
    return areas + sorted(zones, key=lambda zone: (zone["title"], zone["key"]))


def _codes(measure: Measure) -> list[Named]:
    """In the order of the catalogue; a key that it does not know any more stands last as it is."""
    keys = {code.code_key for code in measure.codes}
    known: list[Named] = [
        {"kind": code.kind, "key": code.key, "title": code.title.get("de", code.key)}
        for code in catalogue().codes
        if code.key in keys
    ]
    gone = sorted(keys - {code["key"] for code in known})
    return known + [{"kind": key.partition(":")[0], "key": key, "title": key} for key in gone]


def _evidence(measure: Measure, numbers: EvidenceNumbers) -> EvidenceCounts:
    return {
        "concerns": numbers.concerns,
        "contributions": numbers.contributions,
        "voices": numbers.voices,
        "relayed": numbers.relayed,
        "statements": numbers.statements,
        "proposals": numbers.proposals,
        "other_source": measure.other_source,
    }
