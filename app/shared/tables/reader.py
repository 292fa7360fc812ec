"""The program that parses a table; run by `read_table` in a process of its own, never imported.

Usage: reader.py KIND SOURCE TARGET SHEET MOST_ROWS MOST_COLUMNS SECONDS. Writes a line of JSON for
each row, [number, cells], and says on its output what was found, or why it refuses.
"""

import csv
import datetime as dt
import io
import json
import resource
import sys
import zipfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import IO, Any

import python_calamine as calamine

MEMORY = 512 * 1024 * 1024
LARGEST_OUTPUT = 200 * 1024 * 1024
# More than any contribution may have, so that "too long" is told instead of cut in silence.
LONGEST_CELL = 20_000
DELIMITERS = ";\t,"
ENTITIES = tuple(
    word.encode(coding)
    for word in ("<!DOCTYPE", "<!ENTITY")
    for coding in ("ascii", "utf-16-le", "utf-16-be")
)
Rows = Iterator[tuple[int, list[str]]]


class Refused(Exception):
    """The table is not taken; the word says why."""


def main(kind: str, source: str, target: str, sheet: str, *limits: str) -> None:
    """Read the table into the target and print what was found."""
    most_rows, most_columns, seconds = map(int, limits)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST_OUTPUT, LARGEST_OUTPUT))
    try:
        path = Path(source)
        rows = (
            _csv_rows(path) if kind == "csv" else _sheet_rows(path, sheet, most_rows, most_columns)
        )
        answer = _write(rows, Path(target), most_rows, most_columns)
    except Refused as refused:
        answer = {"refused": str(refused)}
    sys.stdout.write(json.dumps(answer))


def _write(rows: Rows, target: Path, most_rows: int, most_columns: int) -> dict[str, Any]:
    filled = ((number, cells) for number, cells in rows if any(cells))
    _, headings = next(filled, (0, []))
    if not headings:
        raise Refused("empty")
    while not headings[-1]:
        headings.pop()
    if len(headings) > most_columns:
        raise Refused("columns")
    count = 0
    with target.open("w", encoding="utf-8") as file:
        for number, cells in filled:
            count += 1
            if count > most_rows:
                raise Refused("rows")
            while len(cells) > len(headings) and not cells[-1]:
                cells.pop()
            file.write(json.dumps([number, cells], ensure_ascii=False) + "\n")
    return {"headings": headings, "rows": count}


def _csv_rows(path: Path) -> Rows:
    text = _decoded(path.read_bytes())
    csv.field_size_limit(len(text) + 1)
    delimiter = max(DELIMITERS, key=lambda sign: _outside_quotes(_heading_line(text), sign))
    records = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    for number, cells in enumerate(records, start=1):
        yield number, [_cut(cell.strip()) for cell in cells]


def _heading_line(text: str) -> str:
    """The first line with something in it; headings with line breaks are rare enough."""
    return next((line for line in io.StringIO(text) if line.strip()), "")


def _outside_quotes(line: str, sign: str) -> int:
    return sum(part.count(sign) for part in line.split('"')[::2])


def _decoded(raw: bytes) -> str:
    wide = "utf-16" if raw.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    for coding in (wide, "cp1252"):
        try:
            text = raw.decode(coding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise Refused("encoding")


def _sheet_rows(path: Path, name: str, most_rows: int, most_columns: int) -> Rows:
    _refuse_entities(path)
    book = calamine.load_workbook(str(path))
    shown = [s.name for s in book.sheets_metadata if s.visible == calamine.SheetVisibleEnum.Visible]
    if not shown:
        raise Refused("empty")
    sheet = book.get_sheet_by_name(name if name in shown else shown[0])
    if sheet.start is None:
        return
    if sheet.width > most_columns:
        raise Refused("columns")
    if sheet.height > most_rows + 1:
        raise Refused("rows")
    first_row, first_column = sheet.start
    before = [""] * first_column
    if first_column + sheet.width > most_columns:
        raise Refused("columns")
    for number, cells in enumerate(sheet.iter_rows(), start=first_row + 1):
        yield number, [*before, *map(_text, cells)]


def _refuse_entities(path: Path) -> None:
    """No table program declares entities; a file that does wants to become large (XML bombs)."""
    with zipfile.ZipFile(path) as archive:
        for member in archive.infolist():
            if member.filename.lower().endswith((".xml", ".rels")):
                with archive.open(member) as file:
                    _look_through(file)


def _look_through(file: IO[bytes]) -> None:
    end = b""
    while part := file.read(1 << 20):
        piece = end + part
        if any(word in piece for word in ENTITIES):
            raise Refused("entities")
        end = piece[-40:]


def _text(cell: object) -> str:
    if isinstance(cell, bool):
        return "ja" if cell else "nein"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, dt.datetime | dt.date | dt.time):
        return cell.isoformat()
    return _cut(str(cell).strip())


def _cut(cell: str) -> str:
    return cell[:LONGEST_CELL]


if __name__ == "__main__":
    main(*islice(sys.argv, 1, None))
