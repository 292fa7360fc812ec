"""Figures of Ortsteile put into steps for a map, and summed up for zones where that is right."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

STEPS = 5


@dataclass(frozen=True)
class Step:
    """One shade of a map: its level, and the lowest and highest value that has it."""

    level: int
    lowest: Decimal
    highest: Decimal
    areas: int


@dataclass(frozen=True)
class Shading:
    """The level of each Ortsteil (1 lowest to 5 highest) and the legend; 0 is for no figure."""

    levels: Mapping[int, int]
    steps: Sequence[Step]

    def level(self, area_id: int) -> int:
        """Return the level of an Ortsteil; 0 if it has no figure."""
        return self.levels.get(area_id, 0)


def shading_of(values: Mapping[int, Decimal]) -> Shading:
    """Return up to five steps of about as many Ortsteile each; equal values share a step."""
    ordered = sorted(values.values())
    first_place = {value: ordered.index(value) for value in set(ordered)}
    places = {value: place * STEPS // len(ordered) for value, place in first_place.items()}
    used = sorted(set(places.values()))
    level_of = {value: _level(used.index(place), len(used)) for value, place in places.items()}
    levels = {area_id: level_of[value] for area_id, value in values.items()}
    steps = []
    for level in sorted(set(levels.values())):
        inside = [value for value in ordered if level_of[value] == level]
        steps.append(Step(level, inside[0], inside[-1], len(inside)))
    return Shading(levels, steps)


def _level(rank: int, number: int) -> int:
    """Spread fewer steps over all shades, so that the highest is always the darkest."""
    return STEPS if number == 1 else 1 + rank * (STEPS - 1) // (number - 1)
