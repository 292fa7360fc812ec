"""Places that figures are cut by: Ortsteile, zones of a scheme, the whole city."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.areas.models import AreaScheme, Zone, ZoneMember
from app.areas.queries import directory
from app.insights.models.demand import NOWHERE
from app.shared.page_cache import kept_by_revision

CITY, WITHOUT_AREA, WITHOUT_ZONE, ZONE = "", "ohne-ortsteil", "ohne-raum", "raum:"


@dataclass(frozen=True)
class Place:
    """Some Ortsteile together; `key` names them in addresses, a name is missing for the rest.

    `population` is None where that of any part is unknown; `dates` are when they were counted.
    """

    key: str
    name: str
    area_keys: tuple[int, ...]
    population: int | None
    dates: tuple[dt.date, ...]


def whole_city() -> Place:
    """Return everything: all Ortsteile, and what was said about none of them."""
    known = tuple(directory().by_id)
    return _place(CITY, "", (*known, NOWHERE))


def places(scheme_key: str | None) -> list[Place]:
    """Return the zones of a scheme (newest version), else the Ortsteile; last what is in none."""
    rest = _place(WITHOUT_AREA, "", (NOWHERE,))
    if scheme_key is None:
        return [*(_place(one.slug, one.name, (one.id,)) for one in directory().entries), rest]
    zones = _zones().get(scheme_key, ())
    found = [_place(f"{ZONE}{key}", name, members) for key, name, members in zones]
    zoned = {area for place in found for area in place.area_keys}
    left = tuple(area for area in directory().by_id if area not in zoned)
    return [*found, *([_place(WITHOUT_ZONE, "", left)] if left else []), rest]


def place_by_key(key: str, scheme_key: str | None) -> Place:
    """Return an Ortsteil or a zone of this scheme; the whole city for what there is not."""
    known = [*places(None), *(places(scheme_key) if scheme_key else [])]
    return next((place for place in known if place.key == key), None) or whole_city()


def _place(key: str, name: str, area_keys: tuple[int, ...]) -> Place:
    parts = [directory().by_id[area] for area in area_keys if area != NOWHERE]
    numbers = [part.population for part in parts if part.population is not None]
    complete = bool(parts) and len(numbers) == len(parts)
    dates = {part.population_date for part in parts if part.population_date is not None}
    return Place(key, name, area_keys, sum(numbers) if complete else None, tuple(sorted(dates)))


@kept_by_revision
def _zones(session: Session) -> dict[str, Sequence[tuple[str, str, tuple[int, ...]]]]:
    newest = select(func.max(AreaScheme.id)).group_by(AreaScheme.key)
    wanted = select(AreaScheme.key, Zone.key, Zone.name, ZoneMember.area_id)
    wanted = wanted.join(Zone, Zone.scheme_id == AreaScheme.id)
    wanted = wanted.join(ZoneMember, ZoneMember.zone_id == Zone.id)
    wanted = wanted.where(AreaScheme.id.in_(newest)).order_by(Zone.key)
    members: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for scheme, key, name, area_id in session.execute(wanted):
        members[scheme, key, name].append(area_id)
    found: dict[str, list[tuple[str, str, tuple[int, ...]]]] = defaultdict(list)
    for (scheme, key, name), areas in members.items():
        found[scheme].append((key, name, tuple(areas)))
    return dict(found)
