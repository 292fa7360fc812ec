"""The small-cell rule (trust.md P11): which figures of a breakdown must not be published.

Hidden is (1) every figure from 1 to k-1; (2) figures whose difference from a larger published one
is from 1 to k-1; (3) as many more as it takes that nobody can work out a hidden figure from sums:
whoever knows all published figures and all totals must still deem possible that the figure is 1
or less, and that it is k or more (or all of the total). `slack.py` shows that by other tables that
agree with everything published; so does a linear program in the tests, independently.
"""

from dataclasses import dataclass
from functools import cached_property

from app.insights.services.slack import Slack

# A figure: the place it is about, and the value that is counted there.
Cell = tuple[str, str]


@dataclass(frozen=True)
class Breakdown:
    """Numbers by place and value, before anything is hidden.

    `leaves` are the smallest places, with a number for each value; `totals` how many there are in
    each leaf, known to everybody; `unions` larger places as sets of leaves. `adds_up`: everything
    counted has exactly one value. `unshown` are leaves that are never published themselves.
    """

    values: tuple[str, ...]
    leaves: dict[str, dict[str, int]]
    totals: dict[str, int]
    unions: dict[str, frozenset[str]]
    adds_up: bool
    unshown: frozenset[str] = frozenset()

    @cached_property
    def places(self) -> dict[str, frozenset[str]]:
        """All places as sets of leaves, smallest first."""
        single = {leaf: frozenset([leaf]) for leaf in self.leaves}
        return dict(sorted((single | self.unions).items(), key=lambda place: len(place[1])))

    @cached_property
    def numbers(self) -> dict[Cell, int]:
        """The figure of every place and value."""
        return {
            (place, value): sum(self.leaves[leaf].get(value, 0) for leaf in leaves)
            for place, leaves in self.places.items()
            for value in self.values
        }

    @cached_property
    def sums(self) -> dict[str, int]:
        """The total of every place."""
        return {
            place: sum(self.totals[leaf] for leaf in leaves)
            for place, leaves in self.places.items()
        }

    @cached_property
    def inside(self) -> list[tuple[str, str]]:
        """All pairs of places of which the first lies within the second."""
        places = self.places.items()
        return [(small, large) for small, a in places for large, b in places if a < b]

    @cached_property
    def unions_of(self) -> dict[str, list[str]]:
        """The larger places that each leaf lies in."""
        unions = self.unions.items()
        return {leaf: [name for name, leaves in unions if leaf in leaves] for leaf in self.leaves}

    def around(self, leaf: str, value: str, hidden: set[Cell]) -> frozenset[str]:
        """Return the larger places around a leaf that publish a figure for this value."""
        return frozenset(name for name in self.unions_of[leaf] if (name, value) not in hidden)


def hidden_cells(table: Breakdown, k: int) -> frozenset[Cell]:
    """Return the figures that must not be published with a smallest publishable number k."""
    hidden = {cell for cell, number in table.numbers.items() if 0 < number < k}
    hidden |= {(leaf, value) for leaf in table.unshown for value in table.values}
    while True:
        before = len(hidden)
        _hide_differences(table, table.numbers, hidden, k)
        _hide_remainders(table, hidden, k)
        _give_room(table, hidden, k)
        if len(hidden) == before:
            return frozenset(hidden)


def differing_too_little(
    table: Breakdown, shown: dict[Cell, int], sums: dict[str, int], k: int
) -> set[Cell]:
    """Return figures that differ from a larger one by less than k (or exceed it), until none do.

    `shown` are published figures, which may be older than those of the table.
    """
    hidden: set[Cell] = set(table.numbers) - shown.keys()
    known = {cell: shown.get(cell, 0) for cell in table.numbers}
    start = set(hidden)
    _hide_differences(table, known, hidden, k, sums)
    return hidden - start


def _hide_differences(
    table: Breakdown,
    numbers: dict[Cell, int],
    hidden: set[Cell],
    k: int,
    sums: dict[str, int] | None = None,
) -> None:
    """Hide the smaller of two published figures, one within the other, that nearly agree."""
    sums = sums or table.sums
    for cell, number in numbers.items():
        if cell not in hidden and _is_near(number, sums[cell[0]], k):
            hidden.add(cell)
    for small, large in table.inside:
        for value in table.values:
            pair = ((small, value), (large, value))
            if hidden.isdisjoint(pair) and _is_near(numbers[pair[0]], numbers[pair[1]], k):
                hidden.add(pair[0])


def _is_near(part: int, whole: int, k: int) -> bool:
    return part > whole or 0 < whole - part < k


def _hide_remainders(table: Breakdown, hidden: set[Cell], k: int) -> None:
    """Hide one figure more where those hidden in a row or column sum up to less than k."""
    changed = True
    while changed:
        rows = _rows(table) if table.adds_up else []
        groups = [*rows, *_columns(table, hidden)]
        changed = any(_widen(table, group, hidden, k) for group in groups)


def _rows(table: Breakdown) -> list[list[Cell]]:
    return [[(place, value) for value in table.values] for place in table.places]


def _columns(table: Breakdown, hidden: set[Cell]) -> list[list[Cell]]:
    """The leaves of a value that lie within the same published larger places."""
    groups: dict[tuple[str, frozenset[str]], list[Cell]] = {}
    for value in table.values:
        for leaf in table.leaves:
            around = table.around(leaf, value, hidden)
            if around:
                groups.setdefault((value, around), []).append((leaf, value))
    return list(groups.values())


def _widen(table: Breakdown, group: list[Cell], hidden: set[Cell], k: int) -> bool:
    remainder = sum(table.numbers[cell] for cell in group if cell in hidden)
    if not 0 < remainder < k:
        return False
    shown = [cell for cell in group if cell not in hidden and table.numbers[cell]]
    if shown:
        hidden.add(min(shown, key=lambda cell: (table.numbers[cell], cell)))
        return True
    return _open_up(table, group, hidden)


def _open_up(table: Breakdown, group: list[Cell], hidden: set[Cell]) -> bool:
    """Hide a larger place, so that a group with nothing left to hide is one with its neighbours.

    The neighbours within the same larger place come first, then that place itself.
    """
    leaf, value = group[0]
    if leaf not in table.leaves or len({cell[1] for cell in group}) > 1:
        return False
    around = table.around(leaf, value, hidden)
    if not around:
        return False
    smallest = min(around, key=lambda name: (len(table.unions[name]), name))
    beside = [
        (name, value)
        for name, leaves in table.unions.items()
        if leaves < table.unions[smallest] and table.numbers[(name, value)]
    ]
    shown = [cell for cell in beside if cell not in hidden]
    key = min(shown, key=lambda cell: (table.numbers[cell], cell), default=(smallest, value))
    hidden.add(key)
    return True


def _give_room(table: Breakdown, hidden: set[Cell], k: int) -> None:
    """Hide partners until each figure that must stay unknown can be both small and large."""
    slack = Slack(table, hidden)
    for cell in sorted(hidden):
        rise, fall = _needs(table, cell, k)
        slack.make_room(cell, rise, up=True)
        slack.make_room(cell, fall, up=False)


def _needs(table: Breakdown, cell: Cell, k: int) -> tuple[int, int]:
    """How far a hidden figure must be able to rise and to fall."""
    number, total = table.numbers[cell], table.sums[cell[0]]
    rest = total - number
    rise = fall = 0
    if 0 < number < k:
        rise, fall = min(k, total) - number, number - 1
    if 0 < rest < k and number:
        rise, fall = max(rise, rest - 1), max(fall, min(k, total) - rest)
    return rise, fall
