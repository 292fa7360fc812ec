"""The statistics of a day: counted, made safe, and published (docs/decisions/0030)."""

import datetime as dt
from collections import Counter

from sqlalchemy import delete

from app.insights.models import StatisticSnapshot
from app.insights.models.demand import NOWHERE
from app.insights.queries.places import WITHOUT_AREA, Place
from app.insights.queries.published import (
    TOPICS,
    TRAITS,
    Published,
    count_published,
    values_of,
)
from app.insights.queries.statistics import (
    Figures,
    Statistics,
    newest_day,
    scopes,
    statistics_of,
    stored_rows,
)
from app.insights.services.suppression import (
    Breakdown,
    Cell,
    differing_too_little,
    hidden_cells,
)
from app.shared.clock import today
from app.shared.database import db
from app.shared.idle import every_night
from app.shared.page_cache import public_content_changed
from app.shared.settings import settings
from app.shared.transactions import writes

# Places with fewer contributions than four times k get no breakdown: too few for a statement.
ENOUGH = 4
DAYS_KEPT = 7
Shown = dict[Cell, Figures]


def enough_for_breakdowns() -> int:
    """Return how many contributions a place must have so that they are broken down."""
    return ENOUGH * settings().small_cell_k


@every_night
def publish_when_due() -> bool:
    """Publish the statistics of today (Europe/Berlin) if that was not done yet."""
    if newest_day() == today():
        return False
    publish_statistics(today())
    return True


def publish_statistics(day: dt.date) -> None:
    """Store what may be published on this day about each place; the day is replaced as a whole.

    All of it is computed before the writing begins: on SQLite others must not wait for that.
    """
    _store(day, contents_of(day))


def contents_of(day: dt.date) -> dict[str, dict[str, object]]:
    """Return what may be published on this day, by scope; see `StatisticSnapshot`."""
    before = newest_day()
    known = {row.scope: statistics_of(row.content) for row in stored_rows(before)} if before else {}
    places, counted = scopes(), count_published(day)
    shown = {
        breakdown: _publishable(breakdown, day, places, counted, known)
        for breakdown in (*TOPICS, *TRAITS)
    }
    return {
        scope: _content(scope, place, counted, shown, known.get(scope))
        for scope, place in places.items()
    }


@writes
def _store(day: dt.date, contents: dict[str, dict[str, object]]) -> None:
    old = day - dt.timedelta(days=DAYS_KEPT)
    gone = (StatisticSnapshot.day == day) | (StatisticSnapshot.day <= old)
    db.session.execute(delete(StatisticSnapshot).where(gone))
    for scope, content in contents.items():
        db.session.add(StatisticSnapshot(day=day, scope=scope, content=content))
    public_content_changed()
    db.session.flush()


def _publishable(
    breakdown: str,
    day: dt.date,
    places: dict[str, Place],
    counted: Published,
    known: dict[str, Statistics],
) -> Shown:
    """The figures of one breakdown that may be published, as they will be shown."""
    k, values = settings().small_cell_k, values_of(breakdown, day)
    contributions = counted.cells.get(breakdown, Counter())
    table = _table(places, values, contributions, counted.contributions, breakdown in TRAITS)
    voices = counted.cell_voices.get(breakdown, Counter())
    spoken = _table(places, values, voices, counted.voices, breakdown in TRAITS)
    shown: Shown = {}
    for cell in table.numbers.keys() - hidden_cells(table, k):
        now = (table.numbers[cell], spoken.numbers[cell])
        last = _last(known.get(cell[0]), breakdown, cell[1]) or now
        shown[cell] = (_moved(last[0], now[0], k), _moved(last[1], now[1], k))
    for place, one in ((0, table), (1, spoken)):
        figures = {cell: pair[place] for cell, pair in shown.items()}
        for cell in differing_too_little(one, figures, one.sums, k):
            del shown[cell]
    return shown


def _last(before: Statistics | None, breakdown: str, value: str) -> Figures | None:
    return before.last.get(breakdown, {}).get(value) if before else None


def _moved(last: int, now: int, k: int) -> int:
    """A published figure changes by none or by at least k: else the earlier one stays."""
    return now if abs(now - last) >= k else last


def _table(
    places: dict[str, Place],
    values: tuple[str, ...],
    cells: Counter[tuple[int, str]],
    totals: Counter[int],
    adds_up: bool,
) -> Breakdown:
    names = {place.area_keys[0]: scope for scope, place in places.items() if _is_leaf(place)}
    names[NOWHERE] = WITHOUT_AREA
    unions = {
        scope: frozenset(names[key] for key in place.area_keys)
        for scope, place in places.items()
        if scope not in names.values()
    }
    leaves = {name: {v: cells[key, v] for v in values} for key, name in names.items()}
    sums = {name: totals[key] for key, name in names.items()}
    small = {
        scope
        for scope, place in places.items()
        if sum(totals[key] for key in place.area_keys) < enough_for_breakdowns()
    }
    return Breakdown(values, leaves, sums, unions, adds_up, frozenset({*small, WITHOUT_AREA}))


def _is_leaf(place: Place) -> bool:
    return len(place.area_keys) == 1 and ":" not in place.key


def _content(
    scope: str,
    place: Place,
    counted: Published,
    shown: dict[str, Shown],
    before: Statistics | None,
) -> dict[str, object]:
    own = {
        breakdown: {value: list(pair) for (name, value), pair in cells.items() if name == scope}
        for breakdown, cells in shown.items()
    }
    last = before.last if before else {}
    return {
        "contributions": sum(counted.contributions[key] for key in place.area_keys),
        "voices": sum(counted.voices[key] for key in place.area_keys),
        "relayed": sum(counted.relayed[key] for key in place.area_keys),
        "shown": own,
        "last": {one: last.get(one, {}) | cells for one, cells in own.items()},
    }
