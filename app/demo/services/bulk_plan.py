"""Many generated measures, answers and covers for measurements, on top of generated contributions.

The same seed gives the same plan. The gap of the example plan stays one (`plan.GAP`): no measure
has both of its codes, and every cover names another target group.
"""

import datetime as dt
import itertools
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, insert, select

from app.accounts.queries import by_email
from app.areas.queries import directory as areas
from app.demo.models import ACCOUNTS
from app.demo.services.plan import GAP
from app.guidelines.queries import catalogue
from app.plan.models import (
    Answer,
    BudgetLine,
    Evidence,
    Measure,
    MeasureArea,
    MeasureChange,
    MeasureCode,
    PlanCover,
)
from app.shared.clock import now, today
from app.shared.database import Base, db, table_of
from app.shared.page_cache import public_content_changed
from app.shared.transactions import begin_writing
from app.submissions.models import Submission
from app.submissions.services.counting import next_number

STATES = {
    **{"suggested": 15, "agreed": 20, "decided": 20, "running": 25},
    **{"done": 10, "deferred": 5, "dropped": 5},
}
PATHS = {
    "suggested": ("suggested",),
    "deferred": ("suggested", "deferred"),
    "dropped": ("suggested", "dropped"),
    "done": ("suggested", "agreed", "decided", "running", "done"),
    "running": ("suggested", "agreed", "decided", "running"),
    "decided": ("suggested", "agreed", "decided"),
    "agreed": ("suggested", "agreed"),
}
MOST_EVIDENCE, EVERY_ANSWERED, COVERS = 12, 3, 100
CHUNK = 10_000
SOURCES = ("Landesprogramm LSZ", "Eigenmittel", "Bund", "Fördermittel")
TEXT = "Beispiel: Erzeugt, um zu messen, wie schnell die Seiten sind."


@dataclass(frozen=True)
class Stock:
    """What generated measures are put together from."""

    dice: random.Random
    person_id: int
    office_id: int
    submission_ids: Sequence[int]
    area_ids: Sequence[int]
    fields: Sequence[str]
    groups: Sequence[str]
    others: Sequence[str]
    plans: Sequence[str]


def generate_plan(number: int, seed: int, office_id: int) -> None:
    """Add so many example measures with all that belongs to them, answers and covers; commits."""
    stock = _stock(seed, office_id)
    begin_writing()
    first_id = _next_id(Measure)
    rows = [_measure(stock, row_id) for row_id in range(first_id, first_id + number)]
    _insert(Measure, rows)
    _insert(MeasureChange, itertools.chain.from_iterable(_history(stock, row) for row in rows))
    _insert(MeasureArea, itertools.chain.from_iterable(_areas(stock, row) for row in rows))
    _insert(MeasureCode, itertools.chain.from_iterable(_codes(stock, row) for row in rows))
    _insert(BudgetLine, itertools.chain.from_iterable(_money(stock, row) for row in rows))
    _insert(Evidence, itertools.chain.from_iterable(_evidence(stock, row) for row in rows))
    _insert(Answer, _answers(stock, rows))
    _insert(PlanCover, (_cover(stock) for _ in range(COVERS)))
    _raise_sequence()
    public_content_changed()
    db.session.commit()


def _stock(seed: int, office_id: int) -> Stock:
    coder, known = by_email(ACCOUNTS[0][0]), catalogue()
    if coder is None:
        raise LookupError("The example accounts must be there first.")
    published = select(Submission.id).where(Submission.status == "published", Submission.is_example)
    return Stock(
        dice=random.Random(seed),  # noqa: S311 - not for secrets
        person_id=coder.id,
        office_id=office_id,
        submission_ids=db.session.scalars(published.order_by(Submission.id)).all(),
        area_ids=[area.id for area in areas().entries],
        fields=[code.key for code in known.of_kind("field")],
        groups=[code.key for code in known.of_kind("target_group")],
        others=[code.key for code in known.of_kind("guideline")],
        plans=[code.key for code in known.of_kind("specialist_plan")],
    )


def _measure(stock: Stock, row_id: int) -> dict[str, Any]:
    series = f"M-{today().year}"
    number = f"{series}-{next_number(series):03d}"
    status = stock.dice.choices(list(STATES), list(STATES.values()))[0]
    start = today() + dt.timedelta(days=stock.dice.randint(-700, 700))
    is_decided = "decided" in PATHS[status]
    decided = today() - dt.timedelta(days=stock.dice.randint(0, 700))
    return {
        "id": row_id,
        "number": number,
        "title": f"Beispiel: Maßnahme {number}",
        "text": TEXT,
        "reason": "",
        "status": status,
        "whole_city": stock.dice.random() < 0.1,
        "lead_office_id": stock.office_id,
        "starts_on": start,
        "ends_on": start + dt.timedelta(days=stock.dice.randint(30, 900)),
        "other_source": "",
        "paper": "Beispiel 0001/26" if is_decided else "",
        "decided_on": decided if is_decided else None,
        "created_at": now() - dt.timedelta(days=900),
        "changed_at": now() - dt.timedelta(days=stock.dice.randint(0, 400)),
        "created_by_id": stock.person_id,
        "is_example": True,
        "version": 1,
    }


def _history(stock: Stock, row: dict[str, Any]) -> Iterator[dict[str, Any]]:
    path: tuple[str, ...] = PATHS[row["status"]]
    length = row["changed_at"] - row["created_at"]
    for step, status in enumerate(path):
        yield {
            "measure_id": row["id"],
            "from_status": path[step - 1] if step else None,
            "to_status": status,
            "person_id": stock.person_id,
            "at": row["created_at"] + length * step / max(1, len(path) - 1),
            "reason": "Beispiel" if step else "",
        }


def _areas(stock: Stock, row: dict[str, Any]) -> Iterator[dict[str, Any]]:
    if not row["whole_city"]:
        for area_id in stock.dice.sample(stock.area_ids, stock.dice.randint(1, 4)):
            yield {"measure_id": row["id"], "area_id": area_id}


def _codes(stock: Stock, row: dict[str, Any]) -> Iterator[dict[str, Any]]:
    dice = stock.dice
    keys = {dice.choice(stock.fields), dice.choice(stock.fields), dice.choice(stock.others)}
    groups = {dice.choice(stock.groups), dice.choice(stock.groups)}
    if GAP[1] in keys:
        groups = groups - {GAP[0]} or {dice.choice([one for one in stock.groups if one != GAP[0]])}
    for key in sorted(keys | groups):
        yield {"measure_id": row["id"], "code_key": key}


def _money(stock: Stock, row: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for years in range(-1, 2):
        planned = stock.dice.randint(1, 400) * 500
        spent = round(planned * stock.dice.uniform(0.5, 1.1), 2) if years < 1 else None
        yield {
            "measure_id": row["id"],
            "year": today().year + years,
            "budget_number": f"{stock.dice.randint(40000, 80000)}.61610",
            "source": stock.dice.choice(SOURCES),
            "planned": planned,
            "spent": spent,
            "version": 1,
        }


def _evidence(stock: Stock, row: dict[str, Any]) -> Iterator[dict[str, Any]]:
    most = min(MOST_EVIDENCE, len(stock.submission_ids))
    for submission_id in stock.dice.sample(stock.submission_ids, stock.dice.randint(0, most)):
        yield {
            "measure_id": row["id"],
            "submission_id": submission_id,
            "note": "",
            "person_id": stock.person_id,
            "at": row["created_at"],
        }


def _answers(stock: Stock, measures: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    shown = [row["id"] for row in measures if row["status"] != "suggested"] or [None]
    for submission_id in stock.submission_ids[::EVERY_ANSWERED]:
        moment = now() - dt.timedelta(days=stock.dice.randint(0, 700))
        yield {
            "submission_id": submission_id,
            "office_id": stock.office_id,
            "measure_id": stock.dice.choice([None, stock.dice.choice(shown)]),
            "text": TEXT,
            "answered_on": moment.date(),
            "status": "released",
            "created_by_id": stock.person_id,
            "changed_at": moment,
            "released_at": moment,
            "is_example": True,
            "version": 1,
        }


def _cover(stock: Stock) -> dict[str, Any]:
    return {
        "plan_key": stock.dice.choice(stock.plans),
        "target_group_key": stock.dice.choice([one for one in stock.groups if one != GAP[0]]),
        "field_key": stock.dice.choice(stock.fields),
        "area_id": stock.dice.choice([None, *stock.area_ids]),
        "source": TEXT,
        "person_id": stock.person_id,
        "at": now(),
        "is_example": True,
    }


def _insert(model: type[Base], rows: Iterable[dict[str, Any]]) -> None:
    """Plain rows in portions: an ORM insert would look at each one."""
    waiting = iter(rows)
    while chunk := list(itertools.islice(waiting, CHUNK)):
        db.session.connection().execute(insert(table_of(model)), chunk)


def _next_id(model: type[Measure]) -> int:
    return (db.session.scalar(select(func.max(model.id))) or 0) + 1


def _raise_sequence() -> None:
    """PostgreSQL counts its ids apart from the rows; SQLite looks at the rows."""
    if db.engine.dialect.name == "postgresql":
        highest = select(func.max(Measure.id)).scalar_subquery()
        db.session.execute(
            select(func.setval(func.pg_get_serial_sequence("measure", "id"), highest))
        )
