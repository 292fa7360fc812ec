"""Offices of the city: their names and post boxes, and the Ortsteile they answer for."""

import csv
import io
import re
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import delete, select

from app.accounts.models import AreaOffice, Office
from app.accounts.services.audit import record
from app.accounts.services.people import EMAIL
from app.areas.queries import directory as areas
from app.shared.database import db
from app.shared.errors import InvalidData
from app.shared.page_cache import public_content_changed
from app.shared.transactions import writes

COLUMNS = ("key", "name", "email", "areas")
KEY = re.compile(r"[a-z0-9-]{1,60}")
LONGEST_NAME, LONGEST_EMAIL = 200, 254


@dataclass(frozen=True)
class OfficeRow:
    """An office as a file or a form gives it; `numbers` are those of its Ortsteile."""

    key: str
    name: str
    email: str | None
    numbers: tuple[str, ...] = ()


@writes
def save_office(person_id: int | None, row: OfficeRow) -> Office:
    """Store a new office, or name and post box of the one with this key."""
    office = db.session.scalar(select(Office).where(Office.key == row.key))
    if office is None:
        office = Office(key=row.key, name=row.name, email=row.email)
        db.session.add(office)
    elif (office.name, office.email) == (row.name, row.email):
        return office
    office.name, office.email = row.name, row.email
    db.session.flush()
    record(person_id, "office saved", f"office:{office.id}")
    public_content_changed()
    return office


@writes
def name_recipients(person_id: int | None, office: Office, area_ids: Collection[int]) -> bool:
    """Let the office answer for these Ortsteile, whoever did before; return if that is new."""
    rows = db.session.execute(select(AreaOffice.area_id, AreaOffice.office_id))
    held = {row.area_id: row.office_id for row in rows}
    changed = [area_id for area_id in area_ids if held.get(area_id) != office.id]
    if not changed:
        return False
    db.session.execute(delete(AreaOffice).where(AreaOffice.area_id.in_(changed)))
    db.session.add_all(AreaOffice(area_id=area_id, office_id=office.id) for area_id in changed)
    db.session.flush()
    for area_id in changed:
        record(person_id, "office answers", f"area:{area_id} office:{office.id}")
    public_content_changed()
    return True


def load_offices(raw: bytes) -> list[str]:
    """Load a CSV file with the columns of `COLUMNS`, apart by semicolons; return what changed.

    Raises `InvalidData` with every problem and its line; then nothing has changed.
    """
    rows, problems = _read(raw)
    if problems:
        raise InvalidData(problems)
    return _store(rows)


@writes
def _store(rows: list[OfficeRow]) -> list[str]:
    by_number, lines = areas().by_number, []
    for row in rows:
        known = db.session.scalar(select(Office).where(Office.key == row.key))
        before = (known.name, known.email) if known else None
        office = save_office(None, row)
        moved = name_recipients(None, office, [by_number[n].id for n in row.numbers])
        if moved or before != (row.name, row.email):
            lines.append(f"{row.key}: {row.name}; Ortsteile: {' '.join(row.numbers) or 'none'}")
    return lines


def _read(raw: bytes) -> tuple[list[OfficeRow], list[str]]:
    try:
        reader = csv.DictReader(io.StringIO(raw.decode("utf-8-sig")), delimiter=";")
    except UnicodeDecodeError:
        return [], ["The file is not in UTF-8."]
    missing = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
    if missing:
        return [], [f"line 1: columns missing: {', '.join(missing)}"]
    rows: list[OfficeRow] = []
    problems: list[str] = []
    for values in reader:
        key, name, email, numbers = ((values[c] or "").strip() for c in COLUMNS)
        row = OfficeRow(key, name, email.lower() or None, tuple(numbers.split()))
        problems += [f"line {reader.line_num}: {problem}" for problem in _problems(row, rows)]
        rows.append(row)
    return rows, problems


def _problems(row: OfficeRow, earlier: list[OfficeRow]) -> list[str]:
    problems = []
    if not KEY.fullmatch(row.key) or row.key in {one.key for one in earlier}:
        problems.append(f"key {row.key!r} is not made of a-z, 0-9 and -, or occurs twice")
    if not 0 < len(row.name) <= LONGEST_NAME or row.name in {one.name for one in earlier}:
        problems.append(f"name {row.name!r} is empty, too long or occurs twice")
    if row.email and (not EMAIL.fullmatch(row.email) or len(row.email) > LONGEST_EMAIL):
        problems.append(f"{row.email!r} is not an e-mail address")
    taken = {number for one in earlier for number in one.numbers}
    known = areas().by_number
    problems += [f"number {n!r} is unknown" for n in row.numbers if n not in known]
    problems += [f"number {n} has an office already" for n in row.numbers if n in taken]
    councils = {n for n in row.numbers if n in known and known[n].council_name}
    problems += [f"number {n} has a council" for n in sorted(councils)]
    same_name = select(Office.key).where(Office.name == row.name, Office.key != row.key)
    if db.session.scalar(same_name) is not None:
        problems.append(f"another office is called {row.name!r}")
    return problems
