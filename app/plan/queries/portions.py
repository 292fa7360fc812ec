"""A kept plan cut into pages, and its sums; pure functions of its content."""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeVar

from app.plan.models import MEASURE_STATUSES
from app.plan.policy import IN_PLAN
from app.shared.paging import Page

T = TypeVar("T")
Content = dict[str, Any]


@dataclass(frozen=True)
class Summary:
    """How many measures are in which state, and what is planned and spent by year (EUR)."""

    states: dict[str, int]
    in_plan: int
    years: list[tuple[int, Decimal, Decimal | None]]


def portion(rows: Sequence[T], key: Callable[[T], str], after: str, limit: int) -> Page[T]:
    """Return the rows behind the one with this key, from the beginning if there is none."""
    keys = [key(row) for row in rows]
    start = keys.index(after) + 1 if after in keys else 0
    shown = rows[start : start + limit]
    more = start + limit < len(rows)
    return Page(shown, keys[start + limit - 1] if more else None)


def summary(content: Content) -> Summary:
    """Return the sums of a plan; money of what was deferred or dropped is not among them."""
    states = Counter(measure["status"] for measure in content["measures"])
    planned: dict[int, Decimal] = defaultdict(Decimal)
    spent: dict[int, Decimal] = {}
    for measure in content["measures"]:
        for line in measure["money"] if measure["status"] in IN_PLAN else ():
            planned[line["year"]] += Decimal(line["planned"])
            if line["spent"] is not None:
                spent[line["year"]] = spent.get(line["year"], Decimal()) + Decimal(line["spent"])
    years = [(year, planned[year], spent.get(year)) for year in sorted(planned)]
    in_order = {key: states[key] for key in MEASURE_STATUSES if states[key]}
    return Summary(in_order, sum(states[key] for key in IN_PLAN), years)
