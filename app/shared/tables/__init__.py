"""Tables that somebody sends: XLSX, ODS or CSV, checked before parsing, parsed in a cage.

A program of its own reads the file (`reader.py`) with little memory and little time, and leaves
plain lines; nothing of a strange file is ever parsed in a process of the application.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.shared.errors import N_
from app.shared.tables.checks import LARGEST_FILE, BadTable, kind_of

__all__ = ["LARGEST_FILE", "MOST_COLUMNS", "MOST_ROWS", "BadTable", "Row", "read_table", "rows_in"]
READER = Path(__file__).with_name("reader.py")
LONGEST_SECONDS = 30
MOST_ROWS, MOST_COLUMNS = 20_000, 100
REFUSALS = {
    "columns": N_("The table has more than %(most)d columns."),
    "rows": N_("The table has more than %(most)d rows. Please divide it."),
    "empty": N_("There is nothing in this table."),
    "encoding": N_("The letters of this file cannot be read. Please save it as CSV UTF-8."),
    "entities": N_("The file has parts that no table program writes. It is not opened."),
    "broken": N_("The file is damaged or no table. Please save it again as XLSX, ODS or CSV."),
}
Row = tuple[int, list[str]]


@dataclass(frozen=True)
class Table:
    """What was found in a file: the headings of its columns and how many rows stand below."""

    headings: list[str]
    rows: int


def read_table(source: Path, target: Path, sheet: str) -> Table:
    """Read a table into a file of plain lines; of several sheets that of this name.

    Without a sheet of this name it is the first. Raises `BadTable` with what is wrong, in words
    for the person who sent it.
    """
    kind = kind_of(source)
    command = [sys.executable, "-I", str(READER), kind, str(source), str(target), sheet]
    limits = [str(MOST_ROWS), str(MOST_COLUMNS), str(LONGEST_SECONDS)]
    try:
        done = subprocess.run(  # noqa: S603 - our own program with paths that we made
            [*command, *limits], capture_output=True, timeout=LONGEST_SECONDS + 5, env={}, cwd="/"
        )
    except subprocess.TimeoutExpired:
        raise BadTable(REFUSALS["broken"]) from None
    answer: dict[str, Any] = _answer(done.stdout) if done.returncode == 0 else {"refused": "broken"}
    if "refused" in answer:
        most = {"columns": MOST_COLUMNS, "rows": MOST_ROWS}.get(answer["refused"], 0)
        raise BadTable(REFUSALS.get(answer["refused"], REFUSALS["broken"]), most=most)
    return Table(answer["headings"], answer["rows"])


def rows_in(path: Path) -> Iterator[Row]:
    """Yield (number as the table program shows it, cells) of a file that `read_table` wrote."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            number, cells = json.loads(line)
            yield number, cells


def _answer(output: bytes) -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads(output)
    except ValueError:
        return {"refused": "broken"}
    return found
