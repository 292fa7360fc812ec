"""The gap cube: what people say beside what covers it, by target group, field and place."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from app.guidelines.queries import catalogue
from app.insights.queries.demand import ALL, NO_DEMAND, NONE, Cells, Demand, demand
from app.insights.queries.places import Place
from app.insights.queries.supply import Supply, supply
from app.shared.intervals import poisson_rate

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
        """Return one cell of a place; with `ALL` groups or fields nothing is open."""
        areas, key = place.area_keys, (group, field)
        said = _sum(self.demand[area].get(key) for area in areas if area in self.demand)
        uncovered = _sum(self.open[area].get(key) for area in areas if area in self.open)
        covering = self.supply.of(areas, group, field)
        measures = sum(1 for kind, _ in covering if kind == "measure")
        return Cell(group, field, said, uncovered, measures, len(covering) - measures)

    def total(self, place: Place, group: str = ALL, field: str = ALL) -> Demand:
        """Return what was said with this group or field, each contribution once."""
        return _sum(self.demand.get(area, {}).get((group, field)) for area in place.area_keys)

    @cached_property
    def open(self) -> dict[int, Cells]:
        """Cells of each Ortsteil that people speak about and nothing covers."""
        covered = {key: self.supply.areas_of(*key) for key in self.keys}
        return {
            area: {
                key: own
                for key, own in cells.items()
                if key in covered and covered[key].isdisjoint((area, None))
            }
            for area, cells in self.demand.items()
        }

    def gaps(self, places: Sequence[Place], most: int | None = None) -> list[Gap]:
        """Return the gaps, largest first: by contributions that nothing covers, then by voices.

        Only cells with a group and a field are gaps. The order of the places and of the catalogue
        decides the rest.
        """
        order = {key: position for position, key in enumerate(self.keys)}
        found: dict[tuple[int, Key], Demand] = {}
        for number, place in enumerate(places):
            for area in place.area_keys:
                for key, own in self.open.get(area, {}).items():
                    if NONE not in key:
                        found[number, key] = found.get((number, key), NO_DEMAND).and_also(own)
        ranked = sorted(
            (-one.contributions, -one.voices, number, order[key], key)
            for (number, key), one in found.items()
        )
        return [Gap(places[row[2]], self.cell(places[row[2]], *row[4])) for row in ranked[:most]]

    def number_of_gaps(self) -> dict[int, int]:
        """Return for each Ortsteil how many gaps it has."""
        return {area: sum(NONE not in key for key in of) for area, of in self.open.items()}


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
    return Rate(*poisson_rate(contributions, place.population)) if place.population else None


def _sum(parts: Iterable[Demand | None]) -> Demand:
    found = NO_DEMAND
    for part in parts:
        if part is not None:
            found = found.and_also(part)
    return found
