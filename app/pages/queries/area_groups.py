"""The Ortsteile in the groups of an area scheme, with what was published about each group."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.areas.models import AreaScheme
from app.areas.queries import AreaEntry, directory
from app.insights.queries.schemes import cut_of
from app.submissions.queries import map_figures, relayed_by_area


@dataclass(frozen=True)
class AreaGroup:
    """A zone, or what is in none (then without key and name): its Ortsteile by name, and sums."""

    key: str
    name: str
    areas: Sequence[AreaEntry]
    contributions: int
    relayed: int


def area_groups(scheme: AreaScheme) -> list[AreaGroup]:
    """Return the zones in the order of the scheme, at last the Ortsteile that lie in none."""
    cut = cut_of(scheme)
    groups = [_group(zone.key, zone.name, zone.areas) for zone in cut.zones]
    return groups + ([_group("", "", cut.without)] if cut.without else [])


def _group(key: str, name: str, areas: Sequence[AreaEntry]) -> AreaGroup:
    listed = [area for area in directory().entries if area in areas]
    numbers, relayed = map_figures().numbers, relayed_by_area()
    sums = [sum(figures.get(area.id, 0) for area in listed) for figures in (numbers, relayed)]
    return AreaGroup(key, name, listed, *sums)
