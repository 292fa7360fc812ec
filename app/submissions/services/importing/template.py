"""The XLSX template: drop-down lists of today's Ortsteile and catalogue, help, an example row."""

import io
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.areas.queries import directory as areas
from app.guidelines.queries import catalogue
from app.shared.files import written_whole
from app.shared.i18n import DEFAULT, text_in
from app.shared.lazy import lazy
from app.shared.sheets import height_of, to_print
from app.shared.tables import MOST_ROWS
from app.submissions.services.importing import words
from app.submissions.services.importing.words import Column

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

xlsxwriter = lazy("xlsxwriter")

SHEET, HELP_SHEET, LIST_SHEET = "Beiträge", "Hilfe", "Listen"
LONGEST_HINT, NAME_WIDTH, HELP_WIDTH = 255, 32, 90
TEMPLATE_COLUMNS = (
    *words.COLUMNS[:5],
    *(column for column in words.COLUMNS if column.key in words.CODE_COLUMNS for _ in range(2)),
    words.BY_KEY[words.LANGUAGE],
    words.BY_KEY[words.VOICES],
)
STEPS = (
    "Schreiben Sie auf das Blatt „Beiträge“: ein Beitrag je Zeile. Nötig ist nur der Beitrag.",
    "Die graue Beispielzeile wird nicht übernommen. Sie dürfen sie löschen.",
    "Wo es eine Auswahl gibt, klicken Sie auf den Pfeil neben dem Feld.",
    "Schreiben Sie keine Namen, Telefonnummern oder Adressen von anderen Menschen hinein.",
    "Zwei gleiche Zeilen werden nur einmal übernommen.",
    "Speichern Sie als XLSX, ODS oder CSV und laden Sie die Datei hoch. Zuerst wird nur geprüft.",
)


def write_template(path: Path) -> None:
    """Write the template; it appears under its name only when complete."""
    with written_whole(path) as temporary:
        temporary.write_bytes(template_bytes())


def template_bytes() -> bytes:
    """Return the template as a file."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        book.set_properties({"title": "Vorlage für viele Beiträge", "language": "de-DE"})
        sheet = book.add_worksheet(SHEET)
        _help(book, book.add_worksheet(HELP_SHEET))
        lists = book.add_worksheet(LIST_SHEET)
        lists.hide()
        _rows(book, sheet, lists)
        sheet.activate()
    return file.getvalue()


def _rows(book: "Workbook", sheet: "Worksheet", lists: "Worksheet") -> None:
    bold = book.add_format({"bold": True, "bottom": 1, "bg_color": "#E8EEF7", "valign": "top"})
    example = book.add_format({"italic": True, "font_color": "#666666", "text_wrap": True})
    plain = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
    sheet.freeze_panes(1, 0)
    to_print(sheet, [column.width for column in TEMPLATE_COLUMNS])
    counted: dict[str, int] = {}
    for position, column in enumerate(TEMPLATE_COLUMNS):
        number = counted[column.key] = counted.get(column.key, 0) + 1
        heading = column.heading if number == 1 else f"{column.heading} {number}"
        sheet.set_column(position, position, column.width, plain)
        sheet.write_string(0, position, heading, bold)
        offered = _offered(column)
        if offered:
            _offer(sheet, lists, position, column, offered)
        sheet.write_string(1, position, _example(column, offered, number), example)


def _offer(
    sheet: "Worksheet", lists: "Worksheet", position: int, column: Column, offered: list[str]
) -> None:
    """Let the cells of a column be chosen from a list on the hidden sheet."""
    for line, word in enumerate(offered):
        lists.write_string(line, position, word)
    letter = chr(ord("A") + position)
    several = column.key in words.CODE_COLUMNS
    options: dict[str, Any] = {
        "validate": "list",
        "source": f"={LIST_SHEET}!${letter}$1:${letter}${len(offered)}",
        "input_title": column.heading,
        "input_message": column.help[:LONGEST_HINT],
        "error_title": column.heading,
        "error_message": "Bitte wählen Sie aus der Liste.",
        "error_type": "warning" if several else "stop",
    }
    sheet.data_validation(1, position, MOST_ROWS, position, options)


def _offered(column: Column) -> list[str]:
    if column.key == words.AREA:
        return [*(area.name for area in areas().entries), *words.offered(words.PLACE_WORDS)]
    if column.key in words.CODE_COLUMNS:
        return [text_in(code.title, DEFAULT) for code in catalogue().of_kind(column.key)]
    return words.offered(words.VALUE_WORDS.get(column.key, {}))


def _example(column: Column, offered: Sequence[str], number: int) -> str:
    if column.key == words.TEXT:
        return f"{words.EXAMPLE_MARK} Am Spielplatz fehlt eine Bank im Schatten."
    return offered[0] if offered and number == 1 else ""


def _help(book: "Workbook", sheet: "Worksheet") -> None:
    bold = book.add_format({"bold": True})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    to_print(sheet, [NAME_WIDTH, HELP_WIDTH])
    sheet.set_column(0, 0, NAME_WIDTH, wrapped)
    sheet.set_column(1, 1, HELP_WIDTH, wrapped)
    sheet.write_string(0, 0, "So geht es", bold)
    for line, step in enumerate(STEPS, start=1):
        sheet.write_string(line, 0, f"{line}.")
        sheet.write_string(line, 1, step)
    start = len(STEPS) + 2
    sheet.write_string(start, 0, "Spalte", bold)
    sheet.write_string(start, 1, "Was hineingehört", bold)
    for line, column in enumerate(words.COLUMNS, start=start + 1):
        sheet.write_string(line, 0, column.heading)
        sheet.write_string(line, 1, column.help)
        sheet.set_row(line, height_of([column.help], [HELP_WIDTH]))
    _definitions(sheet, bold, start + len(words.COLUMNS) + 2)


def _definitions(sheet: "Worksheet", bold: Any, start: int) -> None:
    book = catalogue()
    note = " (Beispiel, nicht beschlossen)" if book.is_example else ""
    sheet.write_string(start, 0, f"Katalog, Version {book.version}{note}", bold)
    codes = [code for code in book.codes if code.kind in words.CODE_COLUMNS]
    for line, code in enumerate(codes, start=start + 1):
        sheet.write_string(line, 0, text_in(code.title, DEFAULT))
        definition = text_in(code.definition, DEFAULT)
        sheet.write_string(line, 1, definition)
        sheet.set_row(line, height_of([definition], [HELP_WIDTH]))
