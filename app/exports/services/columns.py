"""The columns of an export: one list for the header, the values and the data dictionary."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row

from app.areas.queries import AreaEntry, schemes, zones_of_areas
from app.areas.queries import directory as areas
from app.consultations.queries import directory as consultations
from app.shared.clock import LOCAL_ZONE

Value = str | int | None
CodesOfRow = list[tuple[str, str, int]]


@dataclass(frozen=True)
class Column:
    """A column: machine name, German heading, what it means, width, and how a row fills it."""

    name: str
    heading: str
    meaning: str
    width: int
    value: Callable[[Row[Any], CodesOfRow], Value]


def columns() -> list[Column]:
    """Return the columns for the areas, schemes and consultations of today."""
    return [
        _plain("public_number", "Beitragsnummer", "Öffentliche Nummer des Beitrags", 16),
        _consultation(),
        *_places(),
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
        _codes("field", "Handlungsfelder"),
        _codes("target_group", "Zielgruppen"),
        _codes("guideline", "Leitlinien"),
        _codes("specialist_plan", "Fachplanungen"),
        Column("code_book_version", "Katalogversion", "Version der Schlagworte", 8, _version),
        Column("is_example", "Beispiel", "ja: keine echte Meldung, nur ein Beispiel", 9, _example),
    ]


def _consultation() -> Column:
    titles = {c.id: c.title.get("de", c.slug) for c in consultations()}

    def title(row: Row[Any], codes: CodesOfRow) -> str | None:
        return titles.get(row.consultation_id)

    return Column("consultation", "Beteiligung", "Titel der Beteiligung", 24, title)


def _places() -> list[Column]:
    by_id = areas().by_id
    return [
        _area("area_number", "Ortsteilnummer", "Zweistellige Nummer der Stadt", by_id, "number"),
        _area("area_name", "Ortsteil", "Name des Ortsteils", by_id, "name"),
        _plain("place", "Ortsbezug", "area: ein Ortsteil; city: ganze Stadt; unknown: offen", 10),
        *_zones(),
    ]


def _version(row: Row[Any], codes: CodesOfRow) -> int | None:
    return max((version for _, _, version in codes), default=None)


def _example(row: Row[Any], codes: CodesOfRow) -> str:
    return "ja" if row.is_example else "nein"


def _plain(name: str, heading: str, meaning: str, width: int) -> Column:
    return Column(name, heading, meaning, width, lambda row, codes: getattr(row, name))


def _area(
    name: str, heading: str, meaning: str, by_id: dict[int, AreaEntry], attribute: str
) -> Column:
    values = {area_id: getattr(area, attribute) for area_id, area in by_id.items()}
    return Column(name, heading, meaning, 18, lambda row, codes: values.get(row.area_id))


def _zones() -> list[Column]:
    zones = zones_of_areas()

    def column(key: str, name: str, source: str, version: int) -> Column:
        of_area = {area_id: by_key.get(key) for area_id, by_key in zones.items()}
        meaning = f"Gebietsgliederung, Version {version}; Quelle: {source}"
        return Column(f"zone_{key}", name, meaning, 16, lambda row, codes: of_area.get(row.area_id))

    return [column(s.key, s.name, s.source, s.version) for s in schemes()]


def _day(name: str, heading: str, meaning: str) -> Column:
    def local_day(row: Row[Any], codes: CodesOfRow) -> str:
        moment: dt.datetime = getattr(row, name)
        return moment.astimezone(LOCAL_ZONE).date().isoformat()

    return Column(name, heading, meaning, 13, local_day)


def _codes(kind: str, heading: str) -> Column:
    def keys(row: Row[Any], codes: CodesOfRow) -> str:
        return "; ".join([key for of_kind, key, _ in codes if of_kind == kind])

    meaning = "Schlüssel der zugeordneten Schlagworte, getrennt durch Semikolon"
    return Column(kind, heading, meaning, 28, keys)
