"""Tables as people send them, made by the programs that make them."""

import csv
import io

import openpyxl
from odfdo import Document, Table

HEADINGS = ["Ortsteil", "Beitrag", "Art", "Handlungsfeld", "Zielgruppe", "Sprache"]
ROWS = [
    ["Rieth", "Im Rieth fehlt ein Treffpunkt für Ältere.", "Bedarf", "Wohnen", "", "Deutsch"],
    ["Altstadt", "Die Bänke am Anger sind gut.", "Lob", "", "", ""],
    ["Ganze Stadt", "Busse fahren abends zu selten.", "Problem", "", "", ""],
]


def xlsx(rows=ROWS, headings=HEADINGS, sheet="Beiträge"):
    """Return the bytes of an XLSX file."""
    book = openpyxl.Workbook()
    book.active.title = sheet
    for row in (headings, *rows):
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def ods(rows=ROWS, headings=HEADINGS):
    """Return the bytes of an ODS file."""
    document = Document("spreadsheet")
    document.body.clear()
    table = Table("Tabelle1")
    for row in (headings, *rows):
        table.append_row()
        for position, cell in enumerate(row):
            table.set_value((position, table.height - 1), cell)
    document.body.append(table)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def csv_file(rows=ROWS, headings=HEADINGS, delimiter=";", encoding="utf-8"):
    """Return the bytes of a CSV file."""
    file = io.StringIO()
    writer = csv.writer(file, delimiter=delimiter)
    writer.writerows([headings, *rows])
    return file.getvalue().encode(encoding)
