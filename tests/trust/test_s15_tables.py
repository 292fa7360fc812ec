"""S15: files that want to do harm are refused before, or in the cage of, the reader."""

import io
import time
import zipfile

import pytest

from app.consultations.queries import permanent
from app.shared.database import db
from app.shared.tables import BadTable, checks
from app.submissions.models import ImportFile
from app.submissions.services.importing import receive
from tests.submissions import tables
from tests.submissions.importing import files

SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    "{}</sheetData></worksheet>"
)
CELL = '<row r="{row}"><c r="{name}{row}" t="inlineStr"><is><t>x</t></is></c></row>'
BOMB = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>'
    "<worksheet>&b;</worksheet>"
)
SHEET_PART = "xl/worksheets/sheet1.xml"


def changed(member, content, *more):
    """Return a good workbook with one part changed, and more parts of (name, content)."""
    file = io.BytesIO()
    good = zipfile.ZipFile(io.BytesIO(tables.xlsx()))
    with good, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in good.namelist():
            archive.writestr(name, content if name == member else good.read(name))
        for name, added in more:
            archive.writestr(name, added)
    return file.getvalue()


def with_parts(*more):
    """Return a good workbook with more parts of (name, content)."""
    return changed("", b"", *more)


def sheet(*cells):
    rows = "".join(CELL.format(name=name, row=row) for name, row in cells)
    return changed(SHEET_PART, SHEET.format(rows).encode())


def lying():
    """A part that is far larger than the archive says."""
    content = bytearray(changed("xl/styles.xml", b" " * 30_000_000 + b"<x/>"))
    real = (30_000_004).to_bytes(4, "little")
    return bytes(content.replace(real, (4000).to_bytes(4, "little")))


UNPACKED, BROKEN = "becomes too large", "damaged or no table"
# (what is sent, a part of the reason that is told)
HARMFUL = {
    "a part that unpacks to 200 MB": (with_parts(("a.xml", b"0" * 200_000_000)), UNPACKED),
    "a part that is squeezed too much": (with_parts(("b.xml", b"0" * 5_000_000)), UNPACKED),
    "3,000 parts": (with_parts(*((f"{n}.xml", b"") for n in range(3000))), UNPACKED),
    "an archive in the archive": (with_parts(("inner.zip", b"PK")), "another file packed"),
    "entities": (changed(SHEET_PART, BOMB.encode()), "no table program writes"),
    "entities in wide letters": (changed(SHEET_PART, BOMB.encode("utf-16")), "no table program"),
    "a part larger than it says": (lying(), BROKEN),
    "the two outermost cells": (sheet(("A", 1), ("XFD", 1_048_576)), BROKEN),
    "three gigabytes of empty cells": (sheet(("A", 1), ("CV", 1_000_000)), BROKEN),
    "the last cell alone": (sheet(("XFD", 1_048_576)), "more than 100 columns"),
    "a cell far down": (sheet(("A", 1), ("B", 1_000_000)), "more than 20000 rows"),
    "half a file": (tables.xlsx()[:2000], BROKEN),
    "no archive after all": (b"PK\x03\x04" + b"x" * 1000, BROKEN),
    "an old Excel file": (b"\xd0\xcf\x11\xe0" + b"\0" * 1000, "encrypted or of an old Excel"),
    "a picture": (b"\x89PNG\r\n\x1a\n\0\0\0", "This is no table"),
    "too large": (b"Ortsteil;Beitrag\n" + b"x" * checks.LARGEST_FILE, "larger than 10 megabytes"),
    "too many rows": (b"Beitrag\n" + b"Text\n" * 20_001, "more than 20000 rows"),
    "too many columns": ((";".join(["Spalte"] * 101) + "\n").encode(), "more than 100 columns"),
    "nothing": (b"", "nothing in this table"),
    "a heading line that is empty": (b";;;\n", "nothing in this table"),
    "letters of no kind": (b"Beitrag\n\x81\x8d\x8f\n", "cannot be read"),
}


@pytest.mark.parametrize(("content", "reason"), HARMFUL.values(), ids=HARMFUL)
def test_harmful_files_are_refused_quickly_and_leave_nothing(app, content, reason):
    with app.app_context():
        started = time.monotonic()
        with pytest.raises(BadTable, match=reason):
            receive(None, None, permanent(), io.BytesIO(content), "tabelle.xlsx")
        assert time.monotonic() - started < 15
        assert files() == []
        assert db.session.query(ImportFile).count() == 0


def test_a_reader_that_does_not_end_is_ended(app, monkeypatch, tmp_path):
    endless = tmp_path / "endless.py"
    endless.write_text("while True: pass")
    monkeypatch.setattr("app.shared.tables.READER", endless)
    monkeypatch.setattr("app.shared.tables.LONGEST_SECONDS", -4)
    with app.app_context(), pytest.raises(BadTable, match=BROKEN):
        receive(None, None, permanent(), io.BytesIO(tables.xlsx()), "t.xlsx")
