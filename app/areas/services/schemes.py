"""Schemes: named, versioned groupings of Ortsteile. A changed scheme becomes a new version."""

import csv
import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from app.areas.models import Area, AreaScheme, Zone, ZoneMember
from app.shared.clock import now
from app.shared.database import db
from app.shared.errors import InvalidData
from app.shared.page_cache import public_content_changed
from app.shared.transactions import writes

COLUMNS = ("scheme_key", "scheme_name", "source", "zone_key", "zone_name", "area_number")
KEY = re.compile(r"[a-z][a-z0-9_]{0,59}")
# What stands at the place of a key in an address.
TAKEN = ("vergleich",)


@dataclass(frozen=True)
class SchemeRow:
    """An Ortsteil belongs to a zone."""

    zone_key: str
    zone_name: str
    area_number: str


@writes
def load_scheme(key: str, name: str, source: str, rows: list[SchemeRow]) -> list[str]:
    """Store the scheme as a new version if it differs from the newest; return the differences."""
    newest = db.session.scalar(
        select(AreaScheme).where(AreaScheme.key == key).order_by(AreaScheme.version.desc()).limit(1)
    )
    if newest is not None and _is_the_same(newest, name, source, rows):
        return []
    version = newest.version + 1 if newest else 1
    scheme = AreaScheme(key=key, version=version, name=name, source=source, loaded_at=now())
    db.session.add(scheme)
    db.session.flush()
    _add_zones(scheme, rows)
    public_content_changed()
    return [f"scheme {key}: version {version} with {len({r.zone_key for r in rows})} zones"]


def load_scheme_file(file: Path) -> list[str]:
    """Load one scheme from a CSV file; raise `InvalidData` naming file and line."""
    schemes, problems = _read(file)
    if not problems and len(schemes) != 1:
        problems = [f"{file.name}: needs exactly one scheme_key, found {len(schemes)}"]
    if problems:
        raise InvalidData(problems)
    (key, name, source), rows = next(iter(schemes.items()))
    return load_scheme(key, name, source, rows)


def _read(file: Path) -> tuple[dict[tuple[str, str, str], list[SchemeRow]], list[str]]:
    known = set(db.session.scalars(select(Area.number)))
    schemes: dict[tuple[str, str, str], list[SchemeRow]] = defaultdict(list)
    problems, seen = [], set()
    names: dict[str, str] = {}
    with file.open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.DictReader(lines)
        missing = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
        if missing:
            return {}, [f"{file.name}:1: columns missing: {', '.join(missing)}"]
        for values in reader:
            scheme_key, name, source, zone, zone_name, number = (
                (values[column] or "").strip() for column in COLUMNS
            )
            where = f"{file.name}:{reader.line_num}"
            if number not in known:
                problems.append(f"{where}: number {number!r} is unknown")
            if number in seen:
                problems.append(f"{where}: number {number!r} is in a zone already")
            words = _wrong_words(scheme_key, name, source, zone, zone_name)
            problems += [f"{where}: {words}"] if words else []
            if names.setdefault(zone, zone_name) != zone_name:
                problems.append(f"{where}: zone {zone} is called {names[zone]} above")
            seen.add(number)
            schemes[scheme_key, name, source].append(SchemeRow(zone, zone_name, number))
    return schemes, problems


def _wrong_words(key: str, name: str, source: str, zone: str, zone_name: str) -> str:
    if not (key and name and zone and zone_name):
        return "scheme or zone is empty"
    if not KEY.fullmatch(key) or key in TAKEN:
        return "scheme_key needs small letters, digits and _"
    if len(zone) > 60 or max(len(name), len(zone_name)) > 120 or len(source) > 300:
        return "a name or the source is too long"
    return ""


def _is_the_same(newest: AreaScheme, name: str, source: str, rows: list[SchemeRow]) -> bool:
    return (newest.name, newest.source) == (name, source) and _rows_of(newest) == set(rows)


def _rows_of(scheme: AreaScheme) -> set[SchemeRow]:
    rows = db.session.execute(
        select(Zone.key, Zone.name, Area.number)
        .join(ZoneMember, ZoneMember.zone_id == Zone.id)
        .join(Area, Area.id == ZoneMember.area_id)
        .where(Zone.scheme_id == scheme.id)
    )
    return {SchemeRow(key, name, number) for key, name, number in rows}


def _add_zones(scheme: AreaScheme, rows: list[SchemeRow]) -> None:
    area_ids = {area.number: area.id for area in db.session.scalars(select(Area))}
    zones: dict[str, Zone] = {}
    for row in rows:
        if row.zone_key not in zones:
            zones[row.zone_key] = Zone(scheme_id=scheme.id, key=row.zone_key, name=row.zone_name)
            db.session.add(zones[row.zone_key])
    db.session.flush()
    for row in rows:
        db.session.add(
            ZoneMember(
                zone_id=zones[row.zone_key].id,
                area_id=area_ids[row.area_number],
                scheme_id=scheme.id,
            )
        )
    db.session.flush()
