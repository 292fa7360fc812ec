"""Area schemes in all their versions, and where two of them cut the city differently."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.areas.models import AreaScheme
from app.areas.queries import AreaEntry, directory, members_of_zones
from app.shared.page_cache import kept_by_revision


@dataclass(frozen=True)
class Population:
    """Inhabitants of some Ortsteile, the days they were counted on, and how many are unknown."""

    number: int
    first: dt.date | None
    last: dt.date | None
    unknown: int


@dataclass(frozen=True)
class ZoneEntry:
    """A zone with its Ortsteile; `letter` names it on a map."""

    key: str
    name: str
    letter: str
    areas: tuple[AreaEntry, ...]

    @cached_property
    def population(self) -> Population:
        """The inhabitants of the zone."""
        return population_of(self.areas)


@dataclass(frozen=True)
class Cut:
    """How a version of a scheme cuts the city; `without` are the Ortsteile in no zone."""

    scheme: AreaScheme
    zones: tuple[ZoneEntry, ...]
    without: tuple[AreaEntry, ...]

    @cached_property
    def zone_of(self) -> dict[int, ZoneEntry]:
        """The zone of each Ortsteil by area id."""
        return {area.id: zone for zone in self.zones for area in zone.areas}

    @property
    def token(self) -> str:
        """The version as it stands in an address: `planungsraum:2`."""
        return f"{self.scheme.key}:{self.scheme.version}"


@dataclass(frozen=True)
class Crossing:
    """Ortsteile that lie in one zone here and another there; None where they lie in none."""

    here: ZoneEntry | None
    there: ZoneEntry | None
    areas: tuple[AreaEntry, ...]

    @cached_property
    def population(self) -> Population:
        """The inhabitants of these Ortsteile."""
        return population_of(self.areas)


@kept_by_revision
def all_versions(session: Session) -> Sequence[AreaScheme]:
    """Return all versions of all schemes, by key, the newest version of each first."""
    order = (AreaScheme.key, AreaScheme.version.desc())
    return session.scalars(select(AreaScheme).order_by(*order)).all()


def versions_of(key: str) -> list[AreaScheme]:
    """Return the versions of a scheme, the newest first."""
    return [scheme for scheme in all_versions() if scheme.key == key]


def named_version(token: str) -> AreaScheme | None:
    """Return the version that `key:version` or `key` (then the newest) names."""
    key, _colon, number = token.partition(":")
    found = versions_of(key)
    wanted = [scheme for scheme in found if str(scheme.version) == number]
    return next(iter(wanted if number else found), None)


def cut_of(scheme: AreaScheme) -> Cut:
    """Return the zones of a version by key, with their Ortsteile."""
    known = directory()
    zones = tuple(
        ZoneEntry(key, name, letter_of(place), tuple(known.by_id[one] for one in area_ids))
        for place, (key, name, area_ids) in enumerate(members_of_zones(scheme.id))
    )
    placed = {area.id for zone in zones for area in zone.areas}
    without = tuple(area for area in known.entries if area.id not in placed)
    return Cut(scheme, zones, without)


def crossings(here: Cut, there: Cut) -> list[Crossing]:
    """Return how the zones of two cuts meet: each pair that shares an Ortsteil, in their order."""
    shared: dict[tuple[int, int], list[AreaEntry]] = defaultdict(list)
    places = [{zone: place for place, zone in enumerate(cut.zones)} for cut in (here, there)]
    for area in sorted(directory().entries, key=lambda area: area.number):
        zones = (here.zone_of.get(area.id), there.zone_of.get(area.id))
        if any(zones):
            at = [
                known[zone] if zone else len(known)
                for known, zone in zip(places, zones, strict=True)
            ]
            shared[at[0], at[1]].append(area)
    return [
        Crossing(_at(here, row), _at(there, column), tuple(areas))
        for (row, column), areas in sorted(shared.items())
    ]


def split_zones(met: Sequence[Crossing]) -> list[tuple[ZoneEntry, list[Crossing]]]:
    """Return the zones of the first cut that do not lie whole in one zone of the second."""
    parts: dict[str, list[Crossing]] = defaultdict(list)
    for one in met:
        if one.here is not None:
            parts[one.here.key].append(one)
    return [(found[0].here, found) for found in parts.values() if found[0].here and len(found) > 1]


def same_zones(met: Sequence[Crossing]) -> list[tuple[ZoneEntry, ZoneEntry]]:
    """Return the pairs of zones that hold exactly the same Ortsteile."""
    return [
        (one.here, one.there)
        for one in met
        if one.here and one.there and len(one.areas) == len(one.here.areas) == len(one.there.areas)
    ]


def population_of(areas: Iterable[AreaEntry]) -> Population:
    """Return the inhabitants of Ortsteile with the first and last day that they were counted."""
    listed = list(areas)
    days = [area.population_date for area in listed if area.population_date]
    number = sum(area.population or 0 for area in listed)
    unknown = sum(area.population is None for area in listed)
    return Population(number, min(days, default=None), max(days, default=None), unknown)


def letter_of(place: int) -> str:
    """Return the letters of a place: A to Z, then AA, AB and so on."""
    before, own = divmod(place, 26)
    return (letter_of(before - 1) if before else "") + chr(ord("A") + own)


def _at(cut: Cut, place: int) -> ZoneEntry | None:
    return cut.zones[place] if place < len(cut.zones) else None
