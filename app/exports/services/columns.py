"""The columns of an export: one list for the header, the values and the data dictionary."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from sqlalchemy import Row

from app.areas.models import AreaScheme
from app.areas.queries import chosen_scheme, members_of_zones, schemes, zones_of_areas
from app.areas.queries import directory as areas
from app.consultations.queries import directory as consultations
from app.exports.queries import NAMES, NO_CODES, Codes
from app.shared.clock import LOCAL_ZONE

Value = str | int | None
Rows = Sequence[Row[Any]]
Values = Sequence[Value]


@dataclass(frozen=True)
class Column:
    """A column: machine name, German heading, what it means, width, and what fills it.

    `values` takes a page of rows with their codes and returns one value for each row: column by
    column is several times faster than cell by cell.
    """

    name: str
    heading: str
    meaning: str
    width: int
    values: Callable[[Rows, Codes], Values]


def columns(scheme_key: str | None = None) -> list[Column]:
    """Return the columns for the areas, schemes and consultations of today.

    The zones of the scheme that was chosen stand right before the Ortsteil, with their keys.
    """
    return [
        _plain("public_number", "Beitragsnummer", "Öffentliche Nummer des Beitrags", 16),
        _consultation(),
        *_places(chosen_scheme(scheme_key)),
        _plain("channel", "Eingangsweg", "Wie der Beitrag kam", 12),
        _plain("contributor_kind", "Absender", "Eine der dreizehn Akteursgruppen", 18),
        _plain("organisation", "Organisation", "Name, wenn angegeben", 24),
        _plain("on_behalf", "Für wen", "self: für sich; others: weitergegeben; organisation", 12),
        _plain("kind", "Art", "need, idea, problem, praise: Bedarf, Idee, Problem, Lob", 10),
        _plain("language", "Sprache", "Sprache des Textes (BCP 47)", 8),
        _plain("status", "Status", "Stand des Beitrags", 11),
        _day("received_at", "Eingegangen am", "Kalendertag, Europe/Berlin"),
        _day("published_at", "Veröffentlicht am", "Kalendertag, Europe/Berlin"),
        _plain("public_text", "Text", "Öffentliche Fassung; █████ ist geschwärzt", 80),
        _plain("voices", "Stimmen", "Für wie viele Menschen der Beitrag steht", 9),
        _plain("concern", "Anliegen", "Nummer und Titel des Anliegens, zu dem er gehört", 30),
        _codes("field", "Handlungsfelder"),
        _codes("target_group", "Zielgruppen"),
        _codes("guideline", "Leitlinien"),
        _codes("specialist_plan", "Fachplanungen"),
        Column("code_book_version", "Katalogversion", "Version der Schlagworte", 8, _version),
        Column("is_example", "Beispiel", "ja: keine echte Meldung, nur ein Beispiel", 9, _example),
    ]


def _consultation() -> Column:
    titles = {c.id: c.title.get("de", c.slug) for c in consultations()}

    meaning = "Titel der Beteiligung"
    return _mapped("consultation_id", titles, "consultation", "Beteiligung", meaning, 24)


def _places(chosen: AreaScheme | None) -> list[Column]:
    numbers = {area.id: area.number for area in areas().entries}
    names = {area.id: area.name for area in areas().entries}
    return [
        *([_zone_key(chosen), _zone(chosen)] if chosen else []),
        _area("area_number", "Ortsteilnummer", "Zweistellige Nummer der Stadt", numbers),
        _area("area_name", "Ortsteil", "Name des Ortsteils", names),
        _plain("place", "Ortsbezug", "area: ein Ortsteil; city: ganze Stadt; unknown: offen", 10),
        *(_zone(scheme) for scheme in schemes() if not chosen or scheme.key != chosen.key),
    ]


def _version(rows: Rows, codes: Codes) -> Values:
    return [codes.get(row.id, NO_CODES).version for row in rows]


def _example(rows: Rows, codes: Codes) -> Values:
    return ["ja" if row.is_example else "nein" for row in rows]


def _plain(name: str, heading: str, meaning: str, width: int) -> Column:
    cell = itemgetter(NAMES.index(name))
    return Column(name, heading, meaning, width, lambda rows, codes: list(map(cell, rows)))


def _mapped(
    source: str, texts: Mapping[int, str | None], name: str, heading: str, meaning: str, width: int
) -> Column:
    cell = itemgetter(NAMES.index(source))

    def values(rows: Rows, codes: Codes) -> Values:
        return list(map(texts.get, map(cell, rows)))

    return Column(name, heading, meaning, width, values)


def _area(name: str, heading: str, meaning: str, texts: Mapping[int, str | None]) -> Column:
    return _mapped("area_id", texts, name, heading, meaning, 18)


def _zone(scheme: AreaScheme) -> Column:
    names = {area_id: by_key.get(scheme.key) for area_id, by_key in zones_of_areas().items()}
    meaning = f"Gebietsgliederung, Version {scheme.version}; Quelle: {scheme.source}"
    return _area(f"zone_{scheme.key}", scheme.name, meaning, names)


def _zone_key(scheme: AreaScheme) -> Column:
    zones = members_of_zones(scheme.id)
    keys = {area_id: key for key, _name, area_ids in zones for area_id in area_ids}
    meaning = "Schlüssel des Planungsraums; danach sind die Zeilen sortiert"
    return _area(f"zone_key_{scheme.key}", f"{scheme.name}: Schlüssel", meaning, keys)


def _day(name: str, heading: str, meaning: str) -> Column:
    cell = itemgetter(NAMES.index(name))

    def local_days(rows: Rows, codes: Codes) -> Values:
        moments: Iterable[dt.datetime] = map(cell, rows)
        return [moment.astimezone(LOCAL_ZONE).date().isoformat() for moment in moments]

    return Column(name, heading, meaning, 13, local_days)


def _codes(kind: str, heading: str) -> Column:
    def keys(rows: Rows, codes: Codes) -> Values:
        return [codes.get(row.id, NO_CODES).keys.get(kind, "") for row in rows]

    meaning = "Schlüssel der zugeordneten Schlagworte, getrennt durch Semikolon"
    return Column(kind, heading, meaning, 28, keys)
