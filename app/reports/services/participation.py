"""Participation in figures: contributions, voices and relayed contributions, always apart."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from app.areas.queries import directory
from app.guidelines.queries import catalogue
from app.reports.queries.evidence import concerns_by
from app.reports.queries.participation import (
    NOTHING,
    Counted,
    counted_by,
    counted_by_code,
    counted_by_month,
    counted_by_place,
    published_between,
    received_between,
)
from app.reports.services.protecting import without_small_cells
from app.reports.services.snapshot import FigureRow, Figures, Participation
from app.reports.services.words import CHANNELS, CONTRIBUTORS, KINDS, MONTHS, PLACES
from app.reports.services.year import Year
from app.shared.clock import from_local
from app.submissions.models import Submission


def participation_in(year: Year) -> Participation:
    """Return the figures until the end of the reporting date."""
    until = year.until
    total, of_year = published_between(None, until), published_between(year.since, until)
    by_code, all = counted_by_code(until), total[0]
    return {
        "total": _figures(total),
        "year": _figures(of_year),
        "received_in_year": received_between(year.since, until),
        "concerns": concerns_by(until),
        "by_area": _by_area(until),
        "by_field": _by_code("field", by_code, all),
        "by_target_group": _by_code("target_group", by_code, all),
        "by_kind": _by_word(KINDS, Submission.kind, year, all),
        "by_channel": _by_word(CHANNELS, Submission.channel, year, all),
        "by_contributor": _by_word(CONTRIBUTORS, Submission.contributor_kind, year, all),
        "by_month": _by_month(year, of_year[0]),
    }


def _figures(counted: Counted) -> Figures:
    contributions, voices, relayed = counted
    return {"contributions": contributions, "voices": voices, "relayed": relayed}


def _row(key: str, title: str, counted: Counted) -> FigureRow:
    contributions, voices, relayed = counted
    return {
        "key": key,
        "title": title,
        "contributions": contributions,
        "voices": voices,
        "relayed": relayed,
    }


def _by_area(until: dt.datetime) -> list[FigureRow]:
    """Every Ortsteil by its number, also those that said nothing; then what has none."""
    counted = counted_by_place(until)
    areas = sorted(directory().entries, key=lambda area: area.number)
    rows = [_row(area.number, area.name, counted.get(area.id, NOTHING)) for area in areas]
    others = [_row(key, title, counted[key]) for key, title in PLACES.items() if key in counted]
    return rows + others


def _by_code(kind: str, counted: Mapping[int, Counted], total: int) -> list[FigureRow]:
    """A contribution can have several codes of a kind, or none: the rows do not add up."""
    rows = [
        _row(code.key, code.title.get("de", code.key), counted.get(code.id, NOTHING))
        for code in catalogue().of_kind(kind)
    ]
    return without_small_cells(rows, total, adds_up=False)


def _by_word(words: Mapping[str, str], column: Any, year: Year, total: int) -> list[FigureRow]:
    """By a column that may be empty; what is not said there is no row of its own."""
    counted = counted_by(column, year.until)
    rows = [_row(key, title, counted.get(key, NOTHING)) for key, title in words.items()]
    return without_small_cells(rows, total, adds_up=None not in counted)


def _by_month(year: Year, total: int) -> list[FigureRow]:
    counted = counted_by_month([from_local(day) for day in year.months], year.until)
    rows = [
        _row(day.isoformat(), f"{MONTHS[day.month - 1]} {day.year}", counted.get(place, NOTHING))
        for place, day in enumerate(year.months)
    ]
    return without_small_cells(rows, total)
