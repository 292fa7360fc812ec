"""Participation in figures: contributions, voices and relayed contributions, always apart."""

import datetime as dt
from collections.abc import Iterable, Mapping
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
    by_code = counted_by_code(until)
    return {
        "total": _figures(published_between(None, until)),
        "year": _figures(published_between(year.since, until)),
        "received_in_year": received_between(year.since, until),
        "concerns": concerns_by(until),
        "by_area": _by_area(until),
        "by_field": _by_code("field", by_code),
        "by_target_group": _by_code("target_group", by_code),
        "by_kind": _by_word(KINDS, counted_by(Submission.kind, until)),
        "by_channel": _protected(CHANNELS, counted_by(Submission.channel, until)),
        "by_contributor": _protected(CONTRIBUTORS, counted_by(Submission.contributor_kind, until)),
        "by_month": _by_month(year),
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


def _by_code(kind: str, counted: Mapping[int, Counted]) -> list[FigureRow]:
    codes = catalogue().of_kind(kind)
    return [
        _row(code.key, code.title.get("de", code.key), counted.get(code.id, NOTHING))
        for code in codes
    ]


def _by_word(words: Mapping[str, str], counted: Mapping[Any, Counted]) -> list[FigureRow]:
    return [_row(key, title, counted.get(key, NOTHING)) for key, title in words.items()]


def _protected(words: Mapping[str, str], counted: Mapping[Any, Counted]) -> list[FigureRow]:
    return without_small_cells(_by_word(words, counted))


def _by_month(year: Year) -> list[FigureRow]:
    counted = counted_by_month([from_local(day) for day in year.months], year.until)
    return list(_months(year.months, counted))


def _months(months: Iterable[dt.date], counted: Mapping[int, Counted]) -> Iterable[FigureRow]:
    for place, day in enumerate(months):
        title = f"{MONTHS[day.month - 1]} {day.year}"
        yield _row(day.isoformat(), title, counted.get(place, NOTHING))
