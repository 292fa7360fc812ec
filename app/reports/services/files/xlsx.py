"""The figures of a report as a workbook: numbers and days as such, text always as text."""

import datetime as dt
import io
from decimal import Decimal
from typing import Any

from app.reports.services.files.sheets import Sheet, Value, sheets
from app.reports.services.snapshot import ReportContent
from app.shared.documents.making import NO_XML
from app.shared.lazy import lazy
from app.shared.sheets import height_of, to_print

xlsxwriter = lazy("xlsxwriter")
YEAR = "Jahr"
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def report_xlsx(content: ReportContent) -> bytes:
    """Return the workbook; its moment is the reporting date, so the same content is the same."""
    file = io.BytesIO()
    about = content["cover"]
    with xlsxwriter.Workbook(file, OPTIONS) as book:
        made = dt.datetime.fromisoformat(about["reporting_date"])
        author = f"Stadt {about['city']}, {about['office']}"
        book.set_properties({"title": about["title"], "author": author, "created": made})
        for sheet in sheets(content):
            _write(book, sheet)
    return file.getvalue()


def _write(book: Any, sheet: Sheet) -> None:
    bold = book.add_format({"bold": True, "bottom": 1, "bg_color": "#E7EFF0", "text_wrap": True})
    styles = {
        Decimal: book.add_format({"num_format": "#,##0.00", "valign": "top"}),
        dt.date: book.add_format({"num_format": "dd.mm.yyyy", "valign": "top"}),
        str: book.add_format({"text_wrap": True, "valign": "top"}),
        float: book.add_format({"num_format": "#,##0.###", "valign": "top"}),
        int: book.add_format({"num_format": "#,##0", "valign": "top"}),
        YEAR: book.add_format({"num_format": "0", "valign": "top"}),
    }
    page = book.add_worksheet(sheet.name)
    page.freeze_panes(1, 1)
    widths = [width for _head, width in sheet.head]
    to_print(page, widths)
    for place, (head, width) in enumerate(sheet.head):
        page.set_column(place, place, width)
        page.write_string(0, place, head, bold)
    for line, row in enumerate(sheet.rows, start=1):
        page.set_row(line, height_of(row, widths))
        for place, value in enumerate(row):
            is_year = sheet.head[place][0] == YEAR
            style = styles[YEAR if is_year else type(value)] if value is not None else None
            _put(page, (line, place), value, style)
    if sheet.rows:
        page.autofilter(0, 0, len(sheet.rows), len(sheet.head) - 1)


def _put(page: Any, place: tuple[int, int], value: Value, style: Any) -> None:
    """Write a value as what it is; a text that looks like a formula stays text."""
    if value is None or value == "":
        return
    if isinstance(value, str):
        page.write_string(*place, NO_XML.sub("", value), style)
    elif isinstance(value, dt.date):
        page.write_datetime(*place, value, style)
    else:
        page.write_number(*place, value, style)
