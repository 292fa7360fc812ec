"""XLSX by XlsxWriter in constant memory; text stays text, and nothing is dropped in silence."""

import datetime as dt
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.exports.services.columns import Column, Value
from app.exports.services.totals import Totals
from app.shared.jobs import NeverPossible
from app.shared.lazy import lazy
from app.shared.sheets import height_of, to_print

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

xlsxwriter = lazy("xlsxwriter")

OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
NARROW, NAME_WIDTH, VALUE_WIDTH = 12, 32, 100
MOST_ROWS = 1_048_576 - 1


class TooMuchForXlsx(NeverPossible):
    """The format cannot hold this; CSV can."""


def write_xlsx(
    path: Path,
    columns: list[Column],
    rows: Iterable[Sequence[Value]],
    about: list[tuple[str, str]],
    method: list[tuple[str, str]],
    moment: dt.datetime,
    totals: Totals | None = None,
) -> int:
    """Write four sheets (contributions, data dictionary, method, about); return the rows.

    With `totals` a sheet of the sums of each zone stands behind the contributions.

    The file says that it was made at this moment, so that the same content is the same bytes.

    Raises `TooMuchForXlsx` where the format has a limit, instead of leaving anything out.
    """
    with xlsxwriter.Workbook(str(path), OPTIONS | {"tmpdir": str(path.parent)}) as book:
        book.set_properties({"created": moment})
        bold = book.add_format({"bold": True, "bottom": 1})
        number = _contributions(book, columns, rows, bold)
        if totals:
            _table(book, "Summen", totals.headings, totals.lines(), bold)
        _table(
            book,
            "Erläuterung",
            ["Spalte", "Schlüssel", "Bedeutung"],
            [(column.heading, column.name, column.meaning) for column in columns],
            bold,
        )
        _table(book, "Methode", ["Angabe", "Wert"], method, bold)
        _table(
            book, "Über diese Datei", ["Angabe", "Wert"], [*about, ("Zeilen", str(number))], bold
        )
    return number


def _contributions(
    book: "Workbook", columns: list[Column], rows: Iterable[Sequence[Value]], bold: Any
) -> int:
    sheet = book.add_worksheet("Beiträge")
    sheet.freeze_panes(1, 1)
    to_print(sheet, [column.width for column in columns])
    for position, column in enumerate(columns):
        sheet.set_column(position, position, column.width)
        _write(sheet, 0, position, column.heading, bold)
    number = 0
    for number, row in enumerate(rows, start=1):
        for position, value in enumerate(row):
            if value is not None and value != "":
                _write(sheet, number, position, value)
    if sheet.autofilter(0, 0, number, len(columns) - 1) not in (0, None):
        raise TooMuchForXlsx(f"{number} rows do not fit into a sheet.")
    return number


def _table(
    book: "Workbook", name: str, headings: list[str], rows: Sequence[tuple[Value, ...]], bold: Any
) -> None:
    sheet = book.add_worksheet(name)
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    widths = _widths(headings, rows)
    to_print(sheet, widths)
    for position, width in enumerate(widths):
        sheet.set_column(position, position, width)
    for position, heading in enumerate(headings):
        _write(sheet, 0, position, heading, bold)
    for line, row in enumerate(rows, start=1):
        sheet.set_row(line, height_of(row, widths))
        for position, value in enumerate(row):
            if value is not None:
                _write(sheet, line, position, value, wrapped)


def _widths(headings: list[str], rows: Sequence[Sequence[Value]]) -> list[int]:
    """How broad the columns are, in letters; the last one may hold sentences."""
    most = [NAME_WIDTH] * (len(headings) - 1) + [VALUE_WIDTH]
    columns = zip(headings, *rows, strict=True)
    longest = [max(len(str(cell)) for cell in column) for column in columns]
    return [
        min(max(length + 2, NARROW), limit) for length, limit in zip(longest, most, strict=True)
    ]


def _write(
    sheet: "Worksheet", row: int, position: int, value: str | int, style: Any = None
) -> None:
    if isinstance(value, str):
        result = sheet.write_string(row, position, value, style)
    else:
        result = sheet.write_number(row, position, value, style)
    if result != 0:
        raise TooMuchForXlsx(f"Row {row + 1}, column {position + 1} does not fit (code {result}).")
