"""Questions about the Ortsteile; small reference data that is kept ready in each process."""

import datetime as dt
import difflib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload, undefer

from app.areas.models import Area, AreaScheme, Council, MapFrame, Zone, ZoneMember
from app.shared.database import db
from app.shared.page_cache import kept_by_revision, kept_each_by_revision
from app.shared.spelling import normalised

CLOSE_ENOUGH = 0.78


@dataclass(frozen=True)
class AreaEntry:
    """An Ortsteil as lists and searches need it; population always with its date."""

    id: int
    number: str
    slug: str
    name: str
    search_names: str
    settlement_type: str
    population: int | None
    population_date: dt.date | None
    council_name: str | None
    council_id: int | None = None


@dataclass(frozen=True, eq=False)
class Directory:
    """All Ortsteile in the order of their names."""

    entries: tuple[AreaEntry, ...]

    @cached_property
    def by_slug(self) -> dict[str, AreaEntry]:
        """Ortsteile by the name in addresses."""
        return {entry.slug: entry for entry in self.entries}

    @cached_property
    def by_id(self) -> dict[int, AreaEntry]:
        """Ortsteile by id."""
        return {entry.id: entry for entry in self.entries}

    @cached_property
    def by_number(self) -> dict[str, AreaEntry]:
        """Ortsteile by the city's two-digit number."""
        return {entry.number: entry for entry in self.entries}


@dataclass(frozen=True)
class AreaShape:
    """An Ortsteil on the map, in the units of the frame."""

    area_id: int
    slug: str
    name: str
    path: str
    label_x: int
    label_y: int


@dataclass(frozen=True)
class AreaMap:
    """The whole map: view box from 0,0, who made the geometry, and the shapes."""

    width: int
    height: int
    attribution: str
    shapes: tuple[AreaShape, ...]


@dataclass(frozen=True)
class ZoneChoice:
    """A zone that an address or a form names: `token` is `scheme:zone`, by keys."""

    token: str
    name: str
    area_ids: tuple[int, ...]

    @property
    def scheme_key(self) -> str:
        """The scheme that the zone belongs to."""
        return self.token.partition(":")[0]


@kept_by_revision
def directory(session: Session) -> Directory:
    """Return all Ortsteile."""
    areas = session.scalars(select(Area).options(joinedload(Area.council)))
    entries = [_entry(area) for area in areas]
    return Directory(tuple(sorted(entries, key=lambda entry: normalised(entry.name))))


@kept_by_revision
def area_map(session: Session) -> AreaMap | None:
    """Return the map, or None while no geometry is loaded."""
    frame = session.scalar(select(MapFrame))
    if frame is None:
        return None
    areas = session.scalars(select(Area).options(undefer(Area.svg_path)).order_by(Area.number))
    shapes = tuple(
        AreaShape(area.id, area.slug, area.name, area.svg_path, area.label_x, area.label_y)
        for area in areas
    )
    return AreaMap(frame.width, frame.height, frame.attribution, shapes)


def find(typed: str) -> list[AreaEntry]:
    """Return the Ortsteile that a typed name, part of a name or number can mean, best first."""
    wanted = normalised(typed)
    if not wanted:
        return []
    entries = directory().entries
    if wanted.isdigit():
        return [entry for entry in entries if entry.number == wanted.zfill(2)]
    found = [(_rank(wanted, entry), entry) for entry in entries]
    hits = [(rank, entry) for rank, entry in found if rank is not None]
    return [entry for _, entry in sorted(hits, key=lambda hit: hit[0])]


def council_by_key(key: str) -> Council | None:
    """Return the council with this key."""
    return db.session.scalar(select(Council).where(Council.key == key))


def all_councils() -> Sequence[Council]:
    """Return all councils by name."""
    return db.session.scalars(select(Council).order_by(Council.name)).all()


@kept_by_revision
def schemes(session: Session) -> Sequence[AreaScheme]:
    """Return the newest version of every scheme, by key."""
    newest = select(func.max(AreaScheme.id)).group_by(AreaScheme.key)
    wanted = select(AreaScheme).where(AreaScheme.id.in_(newest)).order_by(AreaScheme.key)
    return session.scalars(wanted).all()


@kept_by_revision
def zones_of_areas(session: Session) -> dict[int, dict[str, str]]:
    """Return for each area id the name of its zone by scheme key (newest versions)."""
    newest = select(func.max(AreaScheme.id)).group_by(AreaScheme.key)
    rows = session.execute(
        select(ZoneMember.area_id, AreaScheme.key, Zone.name)
        .join(Zone, Zone.id == ZoneMember.zone_id)
        .join(AreaScheme, AreaScheme.id == Zone.scheme_id)
        .where(AreaScheme.id.in_(newest))
    )
    zones: dict[int, dict[str, str]] = defaultdict(dict)
    for area_id, key, name in rows:
        zones[area_id][key] = name
    return dict(zones)


@kept_each_by_revision
def members_of_zones(session: Session, scheme_id: int) -> Sequence[tuple[str, str, list[int]]]:
    """Return key, name and area ids (by number) of the zones of one version of a scheme."""
    wanted = select(Zone.key, Zone.name, Area.id).join(ZoneMember, ZoneMember.zone_id == Zone.id)
    wanted = wanted.join(Area, Area.id == ZoneMember.area_id).where(Zone.scheme_id == scheme_id)
    zones: dict[tuple[str, str], list[int]] = defaultdict(list)
    for key, name, area_id in session.execute(wanted.order_by(Zone.key, Area.number)):
        zones[key, name].append(area_id)
    return [(*zone, area_ids) for zone, area_ids in zones.items()]


def zone_of_token(token: str) -> ZoneChoice | None:
    """Return a zone of the newest version of a scheme: `scheme:zone`.

    By its key, or by its name, as saved addresses of the queue have it.
    """
    scheme_key, _colon, wanted = token.partition(":")
    scheme = chosen_scheme(scheme_key)
    for key, name, area_ids in members_of_zones(scheme.id) if scheme else ():
        if wanted in (key, name):
            return ZoneChoice(f"{scheme_key}:{key}", name, tuple(area_ids))
    return None


def area_ids_of(area: AreaEntry | None, zone: ZoneChoice | None) -> tuple[int, ...] | None:
    """Return what lies in both, None if neither was chosen."""
    if area is None or zone is None:
        return (area.id,) if area else zone.area_ids if zone else None
    return (area.id,) if area.id in zone.area_ids else ()


def zone_tokens() -> list[tuple[str, str]]:
    """Return all zones of the newest versions as (`scheme:zone`, "scheme: zone" in words)."""
    return [
        (f"{scheme.key}:{key}", f"{scheme.name}: {name}")
        for scheme in schemes()
        for key, name, _area_ids in members_of_zones(scheme.id)
    ]


def chosen_scheme(key: str | None) -> AreaScheme | None:
    """Return the newest version of the scheme that an address names; None for single Ortsteile."""
    return next((scheme for scheme in schemes() if scheme.key == key), None)


def _entry(area: Area) -> AreaEntry:
    return AreaEntry(
        id=area.id,
        number=area.number,
        slug=area.slug,
        name=area.name,
        search_names=area.search_names,
        settlement_type=area.settlement_type,
        population=area.population,
        population_date=area.population_date,
        council_name=area.council.name if area.council else None,
        council_id=area.council_id,
    )


def _rank(wanted: str, entry: AreaEntry) -> tuple[int, float, str] | None:
    """Beginning of the name before a part of it before a likely slip of the fingers."""
    spellings = entry.search_names.split("|")
    if any(name.startswith(wanted) for name in spellings):
        return (0, 0.0, spellings[0])
    if any(wanted in name for name in spellings):
        return (1, 0.0, spellings[0])
    words = {word for name in spellings for word in (name, *name.split())}
    likeness = max(difflib.SequenceMatcher(None, wanted, word).ratio() for word in words)
    return (2, -likeness, spellings[0]) if likeness >= CLOSE_ENOUGH else None
