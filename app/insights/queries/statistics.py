"""What the statistics publish: the newest snapshot of each place."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.areas.queries import schemes
from app.insights.models import StatisticSnapshot
from app.insights.queries.places import WITHOUT_AREA, ZONE, Place, places, whole_city
from app.shared.database import db
from app.shared.page_cache import kept_by_revision

WHOLE = "stadt"
# Contributions and voices.
Figures = tuple[int, int]


@dataclass(frozen=True)
class Statistics:
    """What is published about a place; a value that is missing from `shown` is protected."""

    contributions: int
    voices: int
    relayed: int
    shown: dict[str, dict[str, Figures]]
    last: dict[str, dict[str, Figures]] = field(default_factory=dict)


@dataclass(frozen=True)
class StatisticsOfDay:
    """All places as of a day, by scope."""

    day: dt.date
    by_scope: dict[str, Statistics]


def scopes() -> dict[str, Place]:
    """Return every place that has statistics, by scope; the city first, then the Ortsteile."""
    found = {WHOLE: whole_city()}
    found |= {place.key: place for place in places(None) if place.key != WITHOUT_AREA}
    for scheme in schemes():
        zones = (place for place in places(scheme.key) if place.key.startswith(ZONE))
        found |= {zone_scope(scheme.key, place): place for place in zones}
    return found


def zone_scope(scheme_key: str, place: Place) -> str:
    """Return the scope of a zone."""
    return f"{ZONE}{scheme_key}:{place.key.removeprefix(ZONE)}"


def newest_day() -> dt.date | None:
    """Return the day of the newest statistics."""
    return db.session.scalar(select(func.max(StatisticSnapshot.day)))


def stored_rows(day: dt.date) -> Sequence[StatisticSnapshot]:
    """Return the snapshots of a day."""
    return db.session.scalars(select(StatisticSnapshot).where(StatisticSnapshot.day == day)).all()


@kept_by_revision
def newest_statistics(session: Session) -> StatisticsOfDay | None:
    """Return the newest statistics of all places, None while there are none."""
    newest = select(func.max(StatisticSnapshot.day)).scalar_subquery()
    rows = session.scalars(select(StatisticSnapshot).where(StatisticSnapshot.day == newest)).all()
    if not rows:
        return None
    return StatisticsOfDay(rows[0].day, {row.scope: statistics_of(row.content) for row in rows})


def statistics_of(content: dict[str, Any]) -> Statistics:
    """Return a stored snapshot in words of the program."""
    totals = (content["contributions"], content["voices"], content["relayed"])
    return Statistics(*totals, _read(content["shown"]), _read(content["last"]))


def _read(stored: dict[str, dict[str, list[int]]]) -> dict[str, dict[str, Figures]]:
    return {
        breakdown: {value: (figures[0], figures[1]) for value, figures in cells.items()}
        for breakdown, cells in stored.items()
    }
