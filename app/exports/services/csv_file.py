"""CSV for Excel and LibreOffice: UTF-8 with BOM, semicolons, formula cells quoted."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

from app.exports.services.columns import Column, Value
from app.shared.formulas import FORMULA, SUSPECT, quote_formulas, unquote_formulas

__all__ = ["FORMULA", "quote_formulas", "unquote_formulas", "write_csv"]


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
