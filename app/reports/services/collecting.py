"""Putting a report together for a reporting date: the same data give the same content."""

from collections.abc import Iterable

from app.moderation.queries import AgreementRow, agreement_report
from app.plan.models import Measure
from app.reports.models import Report
from app.reports.queries import MeasureHistory, histories, planned_ends
from app.reports.queries.evidence import (
    EvidenceNumbers,
    answered_number,
    answers_between,
    evidence_numbers,
)
from app.reports.queries.measures import budget_lines, effect_indicators, measures_with_parts
from app.reports.services.deadlines import deadlines_of
from app.reports.services.mapping import map_of, measures_by_area
from app.reports.services.measures import indicator_data, measure_state, money_of
from app.reports.services.method import method_of
from app.reports.services.moving import in_order, is_told_of, move_of
from app.reports.services.participation import participation_in
from app.reports.services.snapshot import (
    FORMAT,
    SECTIONS,
    Agreement,
    Answered,
    Cover,
    MeasureState,
    MoneyOfYear,
    Move,
    ReportContent,
)
from app.reports.services.words import AGREEMENT_TITLES, SECTION_TITLES
from app.reports.services.year import Year
from app.shared.settings import settings


def collect(report: Report, number: int, change_note: str = "") -> ReportContent:
    """Return what version `number` of this report says; reads only, writes nothing."""
    year = Year(report.reporting_date)
    told = {key: one for key, one in histories(year.since, year.until).items() if is_told_of(one)}
    measures = measures_with_parts(told)
    moves = _moves(measures, told, year)
    states = _states(measures, moves, year)
    lines = [line for one in budget_lines(told).values() for line in one]
    money, participation = money_of(lines), participation_in(year)
    answered = answered_number(year.until)
    return {
        "format": FORMAT,
        "language": "de",
        "cover": _cover(report, year, number, change_note, money["by_year"], states),
        "sections": [
            {"key": key, "title": SECTION_TITLES[key], "text": report.sections.get(key, "")}
            for key in SECTIONS
        ],
        "moved": in_order(moves),
        "measures": states,
        "money": money,
        "participation": participation,
        "answered": _answered(participation["total"]["contributions"], answered, year),
        "deadlines": deadlines_of(year),
        "agreement": _agreement(),
        "method": method_of(year),
        "map": map_of(participation["by_area"], measures_by_area(measures, states)),
    }


def _moves(measures: Iterable[Measure], told: dict[int, MeasureHistory], year: Year) -> list[Move]:
    ends = planned_ends(year.before, year.since)
    return [move_of(measure, told[measure.id], year, ends) for measure in measures]


def _states(measures: Iterable[Measure], moves: list[Move], year: Year) -> list[MeasureState]:
    ids = [measure.id for measure in measures]
    lines, effects = budget_lines(ids), effect_indicators(ids)
    evidence = evidence_numbers(year.until)
    return [
        measure_state(
            measure,
            move,
            lines.get(measure.id, []),
            [indicator_data(one, year.day) for one in effects.get(measure.id, [])],
            evidence.get(measure.id, EvidenceNumbers()),
        )
        for measure, move in zip(measures, moves, strict=True)
    ]


def _cover(
    report: Report,
    year: Year,
    number: int,
    change_note: str,
    money: list[MoneyOfYear],
    states: list[MeasureState],
) -> Cover:
    return {
        "title": report.title,
        "city": settings().city_name,
        "office": report.office,
        "number": report.number,
        "committee": report.committee,
        "date": report.dated.isoformat() if report.dated else None,
        "year": report.year,
        "reporting_date": year.day.isoformat(),
        "compared_with": year.before.isoformat(),
        "version": number,
        "change_note": change_note,
        "address": f"{settings().base_url}/plan/bericht/{report.year}/{number}",
        "is_example": report.is_example or any(state["is_example"] for state in states),
        "financial_effects": money,
    }


def _answered(published: int, answered: int, year: Year) -> Answered:
    return {
        "published": published,
        "answered": answered,
        "answers_in_year": answers_between(year.since, year.until),
    }


def _agreement() -> list[Agreement]:
    """Of whole catalogues alone, as the worker computed it last."""
    report = agreement_report()
    rows = [row for row in report.rows if row.key is None] if report else []
    return [_of_catalogue(row) for row in rows]


def _of_catalogue(row: AgreementRow) -> Agreement:
    kappa, low, high = row.kappa or (None, None, None)
    return {
        "kind": row.kind,
        "title": AGREEMENT_TITLES.get(row.kind, row.kind),
        "version": row.version,
        "contributions": row.contributions,
        "kappa": _coefficient(kappa),
        "low": _coefficient(low),
        "high": _coefficient(high),
    }


def _coefficient(value: float | None) -> str | None:
    return None if value is None else f"{value:.3f}"
