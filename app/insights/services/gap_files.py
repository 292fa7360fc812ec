"""The gap cube as rows, CSV and XLSX: one row for each cell that has demand or supply."""

import csv
import datetime as dt
import io
from collections.abc import Iterable, Iterator, Sequence

from app.guidelines.queries import catalogue
from app.insights.queries.places import CITY, WITHOUT_AREA, WITHOUT_ZONE, Place
from app.insights.services.cube import Cell, Cube, rate_of
from app.shared.formulas import quote_formulas
from app.shared.i18n import text_in
from app.shared.lazy import lazy
from app.shared.sheets import height_of, to_print

Value = str | int | float | None
RULE = (
    "Lücke: Zielgruppe und Handlungsfeld, zu denen es in einem Ortsteil Beiträge gibt und die dort"
    " keine Maßnahme (abgestimmt oder weiter) und keine Fachplanung deckt. Reihenfolge: Zahl dieser"
    " Beiträge, dann ihre Stimmen. Ein Beitrag mit mehreren Schlagworten zählt in jeder seiner"
    " Zellen; Beiträge und Stimmen werden nie zusammengezählt."
)
REST = {CITY: "Ganze Stadt", WITHOUT_AREA: "ohne Ortsteil", WITHOUT_ZONE: "ohne Planungsraum"}
COLUMNS = {
    "place_key": "Gebiet (Schlüssel)",
    "place": "Gebiet",
    "target_group_key": "Zielgruppe (Schlüssel)",
    "target_group": "Zielgruppe",
    "field_key": "Handlungsfeld (Schlüssel)",
    "field": "Handlungsfeld",
    "contributions": "Beiträge",
    "relayed": "davon weitergegeben",
    "voices": "Stimmen",
    "uncovered_contributions": "Beiträge ohne Deckung",
    "measures": "Maßnahmen",
    "plan_covers": "Angaben von Fachplanungen",
    "gap_rank": "Rang der Lücke",
    "inhabitants": "Einwohner",
    "inhabitants_on": "Stand der Einwohner",
    "per_1000": "Beiträge je 1.000 Einwohner",
    "per_1000_lower": "untere Grenze (95 %)",
    "per_1000_upper": "obere Grenze (95 %)",
}
# In letters of a column; what is not named is a number.
WIDTHS = {"place_key": 20, "place": 24, "target_group_key": 26, "target_group": 34}
WIDTHS |= {"field_key": 24, "field": 20, "inhabitants_on": 22}
WIDE = 100
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def rows_of(cube: Cube, places: Sequence[Place]) -> Iterator[dict[str, Value]]:
    """Yield the cells of these places as dictionaries with the keys of `COLUMNS`.

    `gap_rank` is None for what is no gap; empty keys stand for none assigned. Days are ISO dates,
    two of them with a stroke where inhabitants of several days are added up.
    """
    gaps = enumerate(cube.gaps(places), start=1)
    ranks = {(gap.place.key, gap.cell.group, gap.cell.field): rank for rank, gap in gaps}
    for place in places:
        for cell in cube.cells(place).values():
            if cell.demand.contributions or cell.measures or cell.plans:
                rank = ranks.get((place.key, cell.group, cell.field))
                yield _row(place, cell, rank)


def csv_file(rows: Iterable[dict[str, Value]]) -> bytes:
    """Return the rows as CSV for table programs: UTF-8 with BOM, semicolons, formulas quoted."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS.values())
    for row in rows:
        writer.writerow([_safe(row[name]) for name in COLUMNS])
    return text.getvalue().encode("utf-8-sig")


def xlsx_file(rows: Iterable[dict[str, Value]], moment: dt.datetime) -> bytes:
    """Return the rows as XLSX, with a second sheet that says the rule and when it was made."""
    file = io.BytesIO()
    with lazy("xlsxwriter").Workbook(file, OPTIONS) as book:
        book.set_properties({"created": moment})
        bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
        sheet = book.add_worksheet("Lücken")
        sheet.freeze_panes(1, 0)
        widths = [WIDTHS.get(name, 13) for name in COLUMNS]
        to_print(sheet, widths)
        sheet.set_row(0, height_of(list(COLUMNS.values()), widths))
        for place, width in enumerate(widths):
            sheet.set_column(place, place, width)
        for column, heading in enumerate(COLUMNS.values()):
            sheet.write_string(0, column, heading, bold)
        for line, row in enumerate(rows, start=1):
            _write(sheet, line, [row[name] for name in COLUMNS])
        about = book.add_worksheet("Über diese Datei")
        to_print(about, [WIDE])
        about.set_column(0, 0, WIDE)
        about.set_row(0, height_of([RULE], [WIDE]))
        about.write_string(0, 0, RULE, book.add_format({"text_wrap": True, "valign": "top"}))
        about.write_string(1, 0, f"Stand: {moment:%Y-%m-%d %H:%M} UTC")
    return file.getvalue()


def _write(sheet: object, line: int, values: list[Value]) -> None:
    for column, value in enumerate(values):
        if isinstance(value, str):
            sheet.write_string(line, column, value)  # type: ignore[attr-defined]
        elif value is not None:
            sheet.write_number(line, column, value)  # type: ignore[attr-defined]


def _row(place: Place, cell: Cell, rank: int | None) -> dict[str, Value]:
    rate = rate_of(cell.demand.contributions, place)
    days = [day.isoformat() for day in place.dates] if rate else []
    limits = (rate.value, rate.lower, rate.upper) if rate else (None, None, None)
    values: tuple[Value, ...] = (
        *(place.key, place.name or REST[place.key]),
        *(cell.group, _title(cell.group), cell.field, _title(cell.field)),
        *cell.demand,
        *(cell.open.contributions, cell.measures, cell.plans, rank),
        *(place.population, "/".join(dict.fromkeys((*days[:1], *days[-1:])))),
        *(None if limit is None else round(limit, 4) for limit in limits),
    )
    return dict(zip(COLUMNS, values, strict=True))


def _title(key: str) -> str:
    return text_in(catalogue().by_key[key].title, "de") if key else "ohne Zuordnung"


def _safe(value: Value) -> str:
    if isinstance(value, float):
        return f"{value}".replace(".", ",")
    return "" if value is None else quote_formulas(str(value))
