"""Many generated contributions for measurements: the same seed gives the same city."""

import datetime as dt
import itertools
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from sqlalchemy import func, insert, select, update

from app.accounts.queries import by_email
from app.areas.queries import directory as areas
from app.consultations.services import ensure_permanent
from app.demo.models import ACCOUNTS
from app.guidelines.queries import catalogue
from app.moderation.models import Coding
from app.moderation.services.searching import add_terms, keep_in_memory
from app.shared.clock import now
from app.shared.database import Base, db, table_of
from app.shared.page_cache import public_content_changed
from app.shared.secrets import keyed_hash
from app.shared.transactions import begin_writing
from app.submissions.models import NumberSeries, StatusChange, Submission
from app.submissions.queries import RECEIPT_PURPOSE
from app.submissions.services import current_notice, receipt_code, recount

CHUNK = 25_000
INDEX_BYTES = 256 * 1024 * 1024
CACHE_KIB = 512 * 1024
LOG_PAGES = 50_000
SPAN = dt.timedelta(days=3 * 365)


class Weights:
    """Values with how often each comes."""

    def __init__(self, **shares: int) -> None:
        self.names, self.sums = list(shares), list(itertools.accumulate(shares.values()))


STATES = Weights(published=80, received=10, declined=6, withdrawn=4)
KINDS = Weights(need=40, problem=30, idea=20, praise=10)
CHANNELS = Weights(
    **{"web": 70, "paper": 10, "phone": 6, "in_person": 6, "workshop": 5, "import": 3}
)
SENDERS = Weights(resident=80, association=6, welfare_provider=8, council=3, business=3)
OPENINGS = (
    "Seit Jahren ist das so.",
    "Das sagen auch meine Nachbarn.",
    "Ich schreibe zum ersten Mal.",
    "Bitte nehmen Sie das ernst.",
    "Vielleicht geht es ja anderen auch so.",
    "Danke, dass Sie das lesen.",
    "Mir ist das wichtig.",
)


@dataclass(frozen=True)
class Sources:
    """What generated contributions are put together from."""

    texts: list[tuple[str, str]]
    area_ids: list[int | None]
    area_weights: list[int]  # each with those before it
    field_ids: list[int]
    target_ids: list[int]
    consultation_id: int
    coder_id: int
    notice_version: str


def generate(number: int, seed: int, progress: Callable[[int], object]) -> None:
    """Add so many example contributions with history and codes; commits in chunks."""
    sources, dice = _sources(), random.Random(seed)  # noqa: S311 - not for secrets
    begin_writing()
    first_id = (db.session.scalar(select(func.max(Submission.id))) or 0) + 1
    first_number = _take_numbers(number)
    start, step = now() - SPAN, SPAN / number
    rows = (
        _row(dice, sources, seed, first_id + i, first_number + i, start + step * i)
        for i in range(number)
    )
    for chunk in _chunks(rows):
        begin_writing()
        _keep_pages_at_hand()
        # Plain rows: an ORM insert would run a statement of its own for every pattern of Nones.
        _insert(Submission, chunk)
        _insert(StatusChange, list(_history(chunk, sources)))
        _insert(Coding, list(_codings(dice, chunk, sources)))
        # Within the transaction: whoever interrupts leaves the setting as it was.
        keep_in_memory(INDEX_BYTES)
        add_terms(chunk)
        keep_in_memory()
        db.session.commit()
        progress(len(chunk))
    begin_writing()
    _raise_sequence()
    recount()
    public_content_changed()
    db.session.commit()


def _keep_pages_at_hand() -> None:
    """Hashes go to random places of their index; SQLite would read it anew from 2 MB on.

    It would also carry over the log with every commit, the same pages again and again.
    """
    if db.engine.dialect.name == "sqlite":
        for pragma in (f"cache_size = -{CACHE_KIB}", f"wal_autocheckpoint = {LOG_PAGES}"):
            db.session.connection().exec_driver_sql(f"PRAGMA {pragma}")


def _insert(model: type[Base], rows: list[dict[str, Any]]) -> None:
    if rows:
        db.session.connection().execute(insert(table_of(model)), rows)


def _sources() -> Sources:
    items = yaml.safe_load(
        (Path(__file__).parents[1] / "data" / "contributions.yaml").read_text(encoding="utf-8")
    )
    coder = by_email(ACCOUNTS[0][0])
    if coder is None:
        raise LookupError("The example accounts must be there first.")
    known = areas().entries
    population = [*(area.population or 500 for area in known), 5000]
    return Sources(
        texts=[(item["text"], item["language"]) for item in items if item["status"] == "published"],
        area_ids=[*(area.id for area in known), None],
        area_weights=list(itertools.accumulate(population)),
        field_ids=[code.id for code in catalogue().of_kind("field")],
        target_ids=[code.id for code in catalogue().of_kind("target_group")],
        consultation_id=ensure_permanent().id,
        coder_id=coder.id,
        notice_version=current_notice().version,
    )


def _row(
    dice: random.Random, sources: Sources, seed: int, row_id: int, number: int, came: dt.datetime
) -> dict[str, Any]:
    area_id = dice.choices(sources.area_ids, cum_weights=sources.area_weights)[0]
    key = f"generated-{seed}-{number}"
    return {
        "id": row_id,
        "public_number": f"EF-{came.year}-{number:06d}",
        "submission_key": key,
        "content_hash": "",
        "receipt_hash": keyed_hash(RECEIPT_PURPOSE, receipt_code(key)),
        "consultation_id": sources.consultation_id,
        "place": "area" if area_id else "city",
        "area_id": area_id,
        "channel": _choice(dice, CHANNELS),
        "contributor_kind": _choice(dice, SENDERS),
        "organisation": None,
        "on_behalf": "self",
        "kind": _choice(dice, KINDS),
        "voices": 1,
        "notice_version": sources.notice_version,
        "is_example": True,
        "received_at": came,
        "due_at": came + dt.timedelta(days=5),
        "version": 1,
        **_outcome(dice, sources, came),
    }


def _outcome(dice: random.Random, sources: Sources, came: dt.datetime) -> dict[str, Any]:
    state = _choice(dice, STATES)
    text, language = dice.choice(sources.texts)
    text = f"{text} {dice.choice(OPENINGS)}"
    decided = came + dt.timedelta(hours=dice.randint(2, 60))
    return {
        "status": state,
        "language": language,
        "text": None if state == "withdrawn" else text,
        "public_text": text if state == "published" else None,
        "decline_reason": "Beispiel" if state == "declined" else None,
        "decided_at": decided if state in ("published", "declined") else None,
        "published_at": decided if state == "published" else None,
    }


def _history(chunk: list[dict[str, Any]], sources: Sources) -> Iterator[dict[str, Any]]:
    for row in chunk:
        line = {"submission_id": row["id"], "reason": None, "person_id": None}
        came = row["received_at"]
        yield line | {"from_status": None, "to_status": "received", "at": came}
        if row["status"] != "received":
            at = row["decided_at"] or came
            decided = {"from_status": "received", "to_status": row["status"], "at": at}
            who = None if row["status"] == "withdrawn" else sources.coder_id
            yield line | decided | {"person_id": who}


def _codings(
    dice: random.Random, chunk: list[dict[str, Any]], sources: Sources
) -> Iterator[dict[str, Any]]:
    for row in chunk:
        if row["status"] != "published":
            continue
        codes = {dice.choice(sources.field_ids), dice.choice(sources.target_ids)}
        codes |= {dice.choice(sources.field_ids)} if dice.random() < 0.3 else set()
        for code_id in codes:
            yield {
                "submission_id": row["id"],
                "code_id": code_id,
                "coder_id": sources.coder_id,
                "note": None,
                "at": row["decided_at"],
            }


def _raise_sequence() -> None:
    """PostgreSQL counts its ids apart from the rows; SQLite looks at the rows."""
    if db.engine.dialect.name == "postgresql":
        highest = select(func.max(Submission.id)).scalar_subquery()
        sequence = func.pg_get_serial_sequence("submission", "id")
        db.session.execute(select(func.setval(sequence, highest)))


def _take_numbers(number: int) -> int:
    """Give out numbers that no later contribution can get: each year's series is raised."""
    years = {now().year - back for back in range(4)}
    highest = 0
    for year in years:
        series = db.session.get(NumberSeries, f"EF-{year}")
        highest = max(highest, series.last if series else 0)
    for year in years:
        name = f"EF-{year}"
        if db.session.get(NumberSeries, name) is None:
            db.session.add(NumberSeries(name=name, last=0))
    db.session.flush()
    names = [f"EF-{year}" for year in years]
    raised = update(NumberSeries).where(NumberSeries.name.in_(names))
    db.session.execute(raised.values(last=highest + number))
    return highest + 1


def _chunks(rows: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    while chunk := list(itertools.islice(rows, CHUNK)):
        yield chunk


def _choice(dice: random.Random, weights: Weights) -> str:
    return dice.choices(weights.names, cum_weights=weights.sums)[0]
