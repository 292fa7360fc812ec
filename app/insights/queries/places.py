"""Places that figures are cut by: Ortsteile, zones of a scheme, the whole city."""

import datetime as dt
from dataclasses import dataclass

from app.areas.queries import chosen_scheme, directory, members_of_zones
from app.insights.models.demand import NOWHERE

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
    scheme = chosen_scheme(scheme_key)
    if scheme is None:
        return [*(_place(one.slug, one.name, (one.id,)) for one in directory().entries), rest]
    found = [
        _place(f"{ZONE}{key}", name, tuple(members))
        for key, name, members in members_of_zones(scheme.id)
    ]
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
