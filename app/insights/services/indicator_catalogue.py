"""The catalogue of indicators: words that the city loads from a YAML file."""

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from app.areas.queries import directory
from app.insights.models import INDICATOR_KINDS, SocialIndicator
from app.insights.queries.indicators import all_indicators, indicator_by_key, stored_values
from app.insights.services.indicator_loading import load_figures
from app.insights.services.indicator_reading import FIRST_YEAR, FigureRow
from app.shared.clock import now
from app.shared.database import db
from app.shared.errors import InvalidData
from app.shared.page_cache import public_content_changed
from app.shared.transactions import writes

SHIPPED = Path(__file__).parent.parent / "data" / "indicators.yaml"
FIELDS = ("key", "title", "kind", "unit", "decimals", "method", "source")
KEY = re.compile(r"[a-z][a-z0-9_]{1,59}")
# The key under which the Ortsteile's own population is an indicator as well.
POPULATION = "population"
# What stands at the place of a key in an address.
TAKEN = ("laden",)
LONGEST = {"unit": 40, "source": 300}


@writes
def load_indicator_catalogue(content: str) -> list[str]:
    """Store the indicators of a YAML text; return the differences, a line each.

    Nothing is deleted: what is not in the file stays. Raises `InvalidData` with every problem.
    """
    entries = _entries(content)
    known = {one.key: one for one in all_indicators()}
    problems = [line for i, entry in enumerate(entries, 1) for line in _problems(i, entry)]
    problems = problems or _repeated(entries) or _other_units(entries, known)
    if problems:
        raise InvalidData(problems)
    differences = [line for entry in entries for line in _store(entry, known.get(entry["key"]))]
    db.session.flush()
    if differences:
        public_content_changed()
    return differences


def load_population() -> list[str]:
    """Take over the population of the Ortsteile with its year, if the catalogue knows it."""
    indicator = indicator_by_key(POPULATION)
    if indicator is None:
        return []
    rows = [
        FigureRow(
            line=0,
            area_id=area.id,
            indicator=indicator,
            year=day.year,
            value=Decimal(area.population or 0),
            source=f"{indicator.source}, Stand {day.day}.{day.month}.{day.year}",
            method="",
        )
        for area in directory().entries
        if (day := area.population_date) is not None and day.year >= FIRST_YEAR
    ]
    return [str(change) for change in load_figures(None, rows).changes]


def _entries(content: str) -> list[dict[str, Any]]:
    try:
        read = yaml.safe_load(content)
    except yaml.YAMLError as error:
        raise InvalidData([f"not readable as YAML: {error}"]) from None
    entries = read.get("indicators") if isinstance(read, dict) else None
    if not isinstance(entries, list) or not all(isinstance(one, dict) for one in entries):
        raise InvalidData(["needs a list named indicators"])
    return entries


def _problems(position: int, entry: dict[str, Any]) -> list[str]:
    where = f"indicator {position} ({entry.get('key')})"
    missing = [name for name in FIELDS if entry.get(name) in (None, "")]
    if missing:
        return [f"{where}: missing: {', '.join(missing)}"]
    checks = {
        "key needs small letters, digits and _": _is_key(entry["key"]),
        "kind must be number or share": entry["kind"] in INDICATOR_KINDS,
        "decimals must be 0 to 6": entry["decimals"] in range(7),
        "title and method need a text in de": all(
            map(_is_texts, (entry["title"], entry["method"]))
        ),
        "unit or source is too long": all(
            isinstance(entry[name], str) and len(entry[name]) <= most
            for name, most in LONGEST.items()
        ),
        "unknown: " + ", ".join(set(map(str, entry)) - set(FIELDS)): set(entry) <= set(FIELDS),
    }
    return [f"{where}: {words}" for words, is_good in checks.items() if not is_good]


def _is_key(value: Any) -> bool:
    return isinstance(value, str) and bool(KEY.fullmatch(value)) and value not in TAKEN


def _is_texts(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and bool(value.get("de"))
        and all(isinstance(part, str) for part in (*value, *value.values()))
    )


def _repeated(entries: list[dict[str, Any]]) -> list[str]:
    keys = [entry["key"] for entry in entries]
    return [f"{key}: occurs twice" for key in dict.fromkeys(keys) if keys.count(key) > 1]


def _other_units(entries: list[dict[str, Any]], known: dict[str, SocialIndicator]) -> list[str]:
    """Figures that are stored were loaded with a unit; it cannot change under them."""
    moved = [
        one
        for entry in entries
        if (one := known.get(entry["key"]))
        and (entry["unit"], entry["kind"]) != (one.unit, one.kind)
    ]
    used = {indicator_id for indicator_id, _, _ in stored_values([one.id for one in moved])}
    return [f"{one.key}: has figures in {one.unit} ({one.kind})" for one in moved if one.id in used]


def _store(entry: dict[str, Any], indicator: SocialIndicator | None) -> list[str]:
    if indicator is None:
        db.session.add(SocialIndicator(**entry, loaded_at=now()))
        return [f"new indicator: {entry['key']}"]
    changed = [name for name in FIELDS if getattr(indicator, name) != entry[name]]
    for name in changed:
        setattr(indicator, name, entry[name])
        indicator.loaded_at = now()
    return [f"{indicator.key}: {name} changed" for name in changed]
