"""What stands on the sheets of the workbook: one row for one thing, so that it can be reckoned."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from app.reports.services.files.figures import answers, divisions
from app.reports.services.files.words import day, total
from app.reports.services.snapshot import (
    Figures,
    Indicator,
    MeasureState,
    MoneyOfYear,
    Move,
    ReportContent,
)
from app.reports.services.words import CHANGES, OUTCOMES, STATES

Value = str | int | float | Decimal | dt.date | None
Row = Sequence[Value]
KINDS = ("field", "target_group", "guideline", "specialist_plan")
EMPTY = "Leere Zellen: nicht bekannt, oder so wenige, dass die Zahl etwas über einzelne verriete."


@dataclass(frozen=True)
class Sheet:
    """A sheet: its name, the heads of its columns with their widths in letters, and its rows."""

    name: str
    head: tuple[tuple[str, int], ...]
    rows: tuple[Row, ...]


def sheets(content: ReportContent) -> list[Sheet]:
    """Return all sheets in the order in which they stand."""
    return [
        Sheet("Überblick", (("Angabe", 30), ("Wert", 70)), _overview(content)),
        Sheet("Maßnahmen", MEASURE_HEAD, tuple(_measure(one) for one in content["measures"])),
        Sheet("Geld", MONEY_HEAD, _money(content["measures"])),
        Sheet("Geld nach Herkunft", SOURCE_HEAD, _sources(content)),
        Sheet("Veränderungen", MOVED_HEAD, tuple(_moved(one) for one in content["moved"])),
        Sheet("Wirkung", INDICATOR_HEAD, _indicators(content["measures"])),
        Sheet("Beteiligung", PEOPLE_HEAD, _participation(content)),
        Sheet("Antworten und Fristen", (("Was", 46), ("Zahl", 12)), _answers(content)),
        Sheet("Vorschläge § 45", PROPOSAL_HEAD, _proposals(content)),
        Sheet("Methode", (("Angabe", 30), ("Wert", 100)), _method(content)),
    ]


MEASURE_HEAD = (
    *(("Nummer", 13), ("Maßnahme", 44), ("Stand", 15), ("Veränderung", 16)),
    *(("Federführung", 26), ("Beteiligte Ämter", 26), ("Beginn", 12), ("Ende", 12)),
    *(("Ganze Stadt", 12), ("Orte", 26), ("Handlungsfelder", 26), ("Zielgruppen", 26)),
    *(("Leitlinien", 26), ("Fachplanungen", 26), ("Drucksache", 14), ("Beschlossen am", 14)),
    *(("Geplant (EUR)", 16), ("Ausgegeben (EUR)", 16), ("Anliegen", 10), ("Beiträge", 10)),
    *(("Stimmen", 10), ("Weitergegeben", 14), ("Stellungnahmen", 15), ("Vorschläge § 45", 15)),
    *(("Andere Grundlage", 30), ("Beschreibung", 60)),
)
MONEY_HEAD = (
    *(("Nummer", 13), ("Maßnahme", 44), ("Jahr", 8)),
    *(("Geplant (EUR)", 16), ("Ausgegeben (EUR)", 16)),
)
SOURCE_HEAD = (
    *(("Herkunft der Mittel", 40), ("Jahr", 8)),
    *(("Geplant (EUR)", 16), ("Ausgegeben (EUR)", 16)),
)
MOVED_HEAD = (
    *(("Nummer", 13), ("Maßnahme", 44), ("Veränderung", 16), ("Stand damals", 15)),
    *(("Stand jetzt", 15), ("Ende damals", 12), ("Ende jetzt", 12), ("Überfällig", 11)),
    ("Verlauf im Jahr", 80),
)
INDICATOR_HEAD = (
    *(("Nummer", 13), ("Woran man es sieht", 40), ("Einheit", 18), ("Was", 14), ("Datum", 12)),
    *(("Wert", 12), ("Quelle", 40)),
)
PEOPLE_HEAD = (
    *(("Aufteilung", 18), ("Schlüssel", 16), ("Bezeichnung", 40)),
    *(("Beiträge", 10), ("Stimmen", 10), ("Weitergegeben", 14)),
)
PROPOSAL_HEAD = (
    *(("Nummer", 13), ("Vorschlag", 60), ("Ortsteilrat", 20)),
    *(("Frist", 12), ("Entschieden", 12), ("Ergebnis", 24)),
)


def _date(iso: str | None) -> dt.date | None:
    return dt.date.fromisoformat(iso) if iso else None


def _amount(value: str | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def _yes(is_so: bool) -> str:
    return "ja" if is_so else "nein"


def _overview(content: ReportContent) -> tuple[Row, ...]:
    about = content["cover"]
    return (
        ("Bericht", about["title"]),
        ("Stadt", about["city"]),
        ("Amt", about["office"]),
        ("Drucksache", about["number"]),
        ("Gremium", about["committee"]),
        ("Datum", _date(about["date"])),
        ("Stichtag", _date(about["reporting_date"])),
        ("Verglichen mit", _date(about["compared_with"])),
        ("Fassung", about["version"]),
        ("Was sich an der Fassung geändert hat", about["change_note"]),
        ("Im Netz", about["address"]),
        ("Beispiel", _yes(about["is_example"])),
    )


def _measure(one: MeasureState) -> Row:
    grounds = one["evidence"]
    titles = [
        ", ".join(code["title"] for code in one["codes"] if code["kind"] == kind) for kind in KINDS
    ]
    return (
        *(one["number"], one["title"], STATES[one["status"]], CHANGES[one["change"]]),
        *(one["lead"], ", ".join(one["partners"])),
        *(_date(one["starts_on"]), _date(one["ends_on"]), _yes(one["whole_city"])),
        ", ".join(place["title"] for place in one["places"]),
        *titles,
        *(one["paper"], _date(one["decided_on"])),
        _amount(total([year["planned"] for year in one["money"]])),
        _amount(total([year["spent"] for year in one["money"]])),
        *(grounds["concerns"], grounds["contributions"], grounds["voices"], grounds["relayed"]),
        *(grounds["statements"], grounds["proposals"], grounds["other_source"], one["text"]),
    )


def _money(measures: list[MeasureState]) -> tuple[Row, ...]:
    return tuple(
        (one["number"], one["title"], *_of_year(year)) for one in measures for year in one["money"]
    )


def _of_year(year: MoneyOfYear) -> Row:
    return (year["year"], _amount(year["planned"]), _amount(year["spent"]))


def _sources(content: ReportContent) -> tuple[Row, ...]:
    return tuple(
        (one["source"], one["year"], _amount(one["planned"]), _amount(one["spent"]))
        for one in content["money"]["by_source"]
    )


def _moved(one: Move) -> Row:
    steps = [f"{day(step['on'])}: {STATES[step['to']]}. {step['why']}" for step in one["steps"]]
    before = STATES[one["before"]] if one["before"] else None
    return (
        *(one["number"], one["title"], CHANGES[one["change"]], before, STATES[one["after"]]),
        *(_date(one["ended_before"]), _date(one["ends_now"]), _yes(one["is_overdue"])),
        "\n".join(steps),
    )


def _indicators(measures: list[MeasureState]) -> tuple[Row, ...]:
    return tuple(
        (measure["number"], one["title"], one["unit"], what, _date(on), float(value), one["source"])
        for measure in measures
        for one in measure["indicators"]
        for what, value, on in _values(one)
        if value is not None
    )


def _values(one: Indicator) -> list[tuple[str, str | None, str | None]]:
    values = [("Wert", value["value"], value["on"]) for value in one["values"]]
    return [
        ("Ausgangswert", one["baseline"], one["baseline_on"]),
        *values,
        ("Ziel", one["target"], one["target_on"]),
    ]


def _participation(content: ReportContent) -> tuple[Row, ...]:
    people = content["participation"]
    whole = (("insgesamt", people["total"]), ("im Jahr", people["year"]))
    return (
        *(("Alle", "", name, *_three(one)) for name, one in whole),
        *(
            (word, row["key"], row["title"], row["contributions"], row["voices"], row["relayed"])
            for word, rows in divisions(content)
            for row in rows
        ),
    )


def _three(one: Figures) -> Row:
    return (one["contributions"], one["voices"], one["relayed"])


def _answers(content: ReportContent) -> tuple[Row, ...]:
    return tuple(answers(content))


def _proposals(content: ReportContent) -> tuple[Row, ...]:
    return tuple(
        (
            *(one["number"], one["title"], one["council"]),
            *(_date(one["due_on"]), _date(one["decided_on"])),
            OUTCOMES[one["outcome"]] if one["outcome"] else None,
        )
        for one in content["deadlines"]["proposals"]
    )


def _method(content: ReportContent) -> tuple[Row, ...]:
    lines = [(line["title"], line["text"]) for line in content["method"]]
    agreed = [
        (
            f"Cohens Kappa: {one['title']}",
            f"{one['kappa'] or 'zu wenige'} ({one['contributions']} doppelt zugeordnet)",
        )
        for one in content["agreement"]
    ]
    return (*lines, *agreed, ("Leere Zellen", EMPTY))
