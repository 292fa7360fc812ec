"""The gap cube: what people say beside what covers it, by target group, field and place."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from app.guidelines.queries import catalogue
from app.insights.queries.demand import ALL, NO_DEMAND, NONE, Cells, Demand, demand
from app.insights.queries.places import Place
from app.insights.queries.supply import Supply, supply
from app.shared.poisson import rate_interval

Key = tuple[str, str]


@dataclass(frozen=True)
class Rate:
    """Contributions per 1,000 inhabitants, with the limits of the exact Poisson interval (95 %)."""

    value: float
    lower: float
    upper: float


@dataclass(frozen=True)
class Cell:
    """A target group and a field (keys; empty: none assigned) in a place.

    `open` are the contributions from those Ortsteile of the place in which nothing covers the
    cell, `measures` and `plans` how many cover it in any of its Ortsteile.
    """

    group: str
    field: str
    demand: Demand = NO_DEMAND
    open: Demand = NO_DEMAND
    measures: int = 0
    plans: int = 0

    @property
    def state(self) -> str:
        """`silent` (nobody spoke), `open` (nothing covers it), `partly` or `covered`."""
        if not self.demand.contributions:
            return "silent"
        if not self.open.contributions:
            return "covered"
        return "open" if self.open == self.demand else "partly"

    @property
    def is_named(self) -> bool:
        """Whether both a target group and a field are assigned: only then it can be a gap."""
        return NONE not in (self.group, self.field)


@dataclass(frozen=True)
class Gap:
    """What people say in a place and nothing covers there."""

    place: Place
    cell: Cell

    @property
    def rate(self) -> Rate | None:
        """The contributions that nothing covers per 1,000 inhabitants, where these are known."""
        return rate_of(self.cell.open.contributions, self.place)


class Cube:
    """Demand and supply of the whole city at this moment; asked for one place after the other."""

    def __init__(self, demand: dict[int, Cells], supply: Supply) -> None:
        self.demand, self.supply = demand, supply
        self.groups = [code.key for code in catalogue().of_kind("target_group")]
        self.fields = [code.key for code in catalogue().of_kind("field")]

    @cached_property
    def keys(self) -> list[Key]:
        """All cells in the order of the catalogue; what has no group or no field comes last."""
        return [(group, field) for group in (*self.groups, NONE) for field in (*self.fields, NONE)]

    def cells(self, place: Place) -> dict[Key, Cell]:
        """Return every cell of a place."""
        return {key: self.cell(place, *key) for key in self.keys}

    def cell(self, place: Place, group: str, field: str) -> Cell:
        """Return one cell of a place; `ALL` groups or fields have no supply of their own."""
        said = uncovered = NO_DEMAND
        for area, own in self._said(place, group, field):
            said = said.and_also(own)
            if not self.supply.covers_cell(area, group, field):
                uncovered = uncovered.and_also(own)
        return Cell(group, field, said, uncovered, *self._suppliers(place, group, field))

    def total(self, place: Place, group: str = ALL, field: str = ALL) -> Demand:
        """Return what was said with this group or field, each contribution once."""
        found = NO_DEMAND
        for _, own in self._said(place, group, field):
            found = found.and_also(own)
        return found

    def gaps(self, places: Iterable[Place]) -> list[Gap]:
        """Return the gaps, largest first: by contributions that nothing covers, then by voices.

        Only named cells are gaps. The order of the catalogue and of the places decides the rest.
        """
        order = {key: position for position, key in enumerate(self.keys)}
        found = [
            Gap(place, self.cell(place, *key))
            for place in places
            for key in sorted(self._open(place), key=lambda key: order[key])
        ]
        return sorted(found, key=lambda gap: (-gap.cell.open.contributions, -gap.cell.open.voices))

    def number_of_gaps(self, areas: Iterable[int]) -> Counter[int]:
        """Return for each Ortsteil how many of its named cells nothing covers."""
        return Counter(
            {
                area: sum(1 for key in self.demand.get(area, ()) if self._is_open(area, key))
                for area in areas
            }
        )

    def _said(self, place: Place, group: str, field: str) -> Iterator[tuple[int, Demand]]:
        for area in place.area_keys:
            own = self.demand.get(area, {}).get((group, field))
            if own is not None:
                yield area, own

    def _open(self, place: Place) -> set[Key]:
        areas = place.area_keys
        return {k for area in areas for k in self.demand.get(area, ()) if self._is_open(area, k)}

    def _is_open(self, area: int, key: Key) -> bool:
        if not {NONE, ALL}.isdisjoint(key):
            return False
        return not self.supply.covers_cell(area, *key)

    def _suppliers(self, place: Place, group: str, field: str) -> tuple[int, int]:
        covering = self.covering(place, group, field)
        measures = sum(1 for kind, _ in covering if kind == "measure")
        return measures, len(covering) - measures

    def covering(self, place: Place, group: str, field: str) -> set[tuple[str, int]]:
        """Return what covers a cell in any Ortsteil of the place: (`measure` or `cover`, id)."""
        return {one for area in place.area_keys for one in self.supply.of(area, group, field)}


@dataclass(frozen=True)
class Scale:
    """Five levels of shade, chosen so that each has about as many cells; 0 is for none."""

    bounds: tuple[int, ...]

    def level(self, number: int) -> int:
        """Return the level of a number."""
        return 0 if number == 0 else 1 + sum(number > bound for bound in self.bounds)

    def ranges(self) -> list[tuple[int, int, int | None]]:
        """Return the legend: level, from, to (None: and more)."""
        starts, ends = [1, *(bound + 1 for bound in self.bounds)], [*self.bounds, None]
        rows = zip(starts, ends, strict=True)
        return [(level, start, end) for level, (start, end) in enumerate(rows, start=1)]


def scale_of(numbers: Sequence[int]) -> Scale:
    """Return the scale for these numbers."""
    ordered = sorted(number for number in numbers if number)
    if not ordered:
        return Scale(())
    fifths = {ordered[len(ordered) * part // 5] for part in range(1, 5)}
    return Scale(tuple(sorted(bound for bound in fifths if bound < ordered[-1])))


def gap_cube() -> Cube:
    """Return the cube as it is at this moment."""
    return Cube(demand(), supply())


def rate_of(contributions: int, place: Place) -> Rate | None:
    """Return the contributions per 1,000 inhabitants; None where their number is not known."""
    return Rate(*rate_interval(contributions, place.population)) if place.population else None
