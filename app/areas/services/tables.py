"""The table of Ortsteile: read strictly, each problem with file and line."""

import csv
import datetime as dt
import decimal
from dataclasses import dataclass
from pathlib import Path

COLUMNS = (
    "number",
    "name",
    "settlement_type",
    "area_km2",
    "population",
    "population_date",
    "council",
)


@dataclass(frozen=True)
class AreaRow:
    """One checked line of the table."""

    number: str
    name: str
    settlement_type: str
    area_km2: decimal.Decimal
    population: int | None
    population_date: dt.date | None
    council: str | None
    line: int


def read_areas(file: Path) -> tuple[list[AreaRow], list[str]]:
    """Return the rows and the problems found; rows with problems are left out."""
    rows: list[AreaRow] = []
    problems: list[str] = []
    with file.open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.DictReader(lines)
        missing = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
        if missing:
            return [], [f"{file.name}:1: columns missing: {', '.join(missing)}"]
        for values in reader:
            where = f"{file.name}:{reader.line_num}"
            try:
                rows.append(_row(values, reader.line_num))
            except (ValueError, decimal.InvalidOperation) as error:
                problems.append(f"{where}: {error}")
    return rows, problems + _duplicates(rows, file.name)


def _row(values: dict[str, str | None], line: int) -> AreaRow:
    text = {name: (values.get(name) or "").strip() for name in COLUMNS}
    if not (len(text["number"]) == 2 and text["number"].isdigit()):
        raise ValueError(f"number {text['number']!r} is not two digits")
    if not text["name"] or not text["settlement_type"]:
        raise ValueError(f"number {text['number']}: name or settlement_type is empty")
    if bool(text["population"]) != bool(text["population_date"]):
        raise ValueError(f"number {text['number']}: population needs its population_date")
    return AreaRow(
        number=text["number"],
        name=text["name"],
        settlement_type=text["settlement_type"],
        area_km2=decimal.Decimal(text["area_km2"]),
        population=int(text["population"]) if text["population"] else None,
        population_date=_date(text["population_date"]),
        council=text["council"] or None,
        line=line,
    )


def _date(value: str) -> dt.date | None:
    return dt.date.fromisoformat(value) if value else None


def _duplicates(rows: list[AreaRow], file: str) -> list[str]:
    seen: dict[str, int] = {}
    problems = []
    for row in rows:
        for key in (row.number, row.name):
            if key in seen:
                problems.append(f"{file}:{row.line}: {key!r} stands in line {seen[key]} already")
            seen.setdefault(key, row.line)
    return problems
