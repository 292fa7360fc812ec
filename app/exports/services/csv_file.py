"""CSV for Excel and LibreOffice: UTF-8 with BOM, semicolons, formula cells quoted."""

import csv
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from app.exports.services.columns import Column, Value

# trust.md S14: at the start of a cell or after a line break or delimiter inside of it. An
# apostrophe goes in front; apostrophes that stand there already get one more, so that taking one
# away always gives the original back.
START = r"(?:^|(?<=[\r\n\t;,]))"
FORMULA = re.compile(START + r"(?='*[=+\-@\t\r＝＋－＠])")
# The same places, found several times faster, but not good for replacing.
SUSPECT = re.compile(r"(?:^|[\r\n\t;,])'*[=+\-@\t\r＝＋－＠]")
QUOTED = re.compile(START + r"'(?='*[=+\-@\t\r＝＋－＠])")


def quote_formulas(cell: str) -> str:
    """Return the cell so that no spreadsheet takes it for a formula."""
    return FORMULA.sub("'", cell)


def unquote_formulas(cell: str) -> str:
    """Return what stood in the cell before `quote_formulas`."""
    return QUOTED.sub("", cell)


def write_csv(
    path: Path, columns: list[Column], rows: Iterable[Sequence[Value]], *, raw: bool = False
) -> int:
    """Write header and rows; return the number of rows. `raw` leaves formulas as they are."""
    number = 0
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
        writer.writerow([column.heading for column in columns])
        for row in rows:
            number += 1
            writer.writerow(row if raw else _safe(row))
    return number


def _safe(row: Sequence[Value]) -> Sequence[Value]:
    """Look at the whole row first: hardly any has a cell that must be quoted."""
    if not SUSPECT.search(";".join([value for value in row if isinstance(value, str)])):
        return row
    return [quote_formulas(value) if isinstance(value, str) else value for value in row]
