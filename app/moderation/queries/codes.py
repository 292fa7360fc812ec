"""The codes of contributions."""

import datetime as dt
import functools
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, bindparam, case, func, select, text

from app.guidelines.models import Code, CodeSuccession
from app.guidelines.queries import Catalogue, catalogue, in_force
from app.moderation.models import Coding, SecondCoding
from app.shared.clock import now
from app.shared.database import connection, db
from app.shared.page_cache import kept_for
from app.submissions.models import Submission


@dataclass(frozen=True)
class CodeFigures:
    """Published contributions by the key of a code in force; as of a moment (UTC).

    `relayed` are those among them that somebody passed on for others.
    """

    counted_at: dt.datetime
    numbers: dict[str, int]
    relayed: dict[str, int]


def is_open() -> ColumnElement[bool]:
    """The condition that a coding is not sealed; every list of codings for others needs it."""
    return ~Coding.sealed


# Made once, as every public list asks for it.
_CODES = (
    select(Coding.submission_id, Coding.code_id)
    .distinct()
    .where(Coding.submission_id.in_(bindparam("ids", expanding=True)), is_open())
    .order_by(Coding.code_id)
)


def codings_of(submission_ids: Sequence[int]) -> dict[int, list[Coding]]:
    """Return the codings with codes in force of contributions by id, in the catalogue's order.

    Sealed ones are left out.
    """
    return _codings(submission_ids, is_open())


def codings_seen_by(person_id: int, submission_ids: Sequence[int]) -> dict[int, list[Coding]]:
    """Return the same with those that are sealed for everybody but this person."""
    first = select(SecondCoding.submission_id).where(SecondCoding.first_coder_id == person_id)
    return _codings(submission_ids, is_open() | Coding.submission_id.in_(first))


def _codings(submission_ids: Sequence[int], which: ColumnElement[bool]) -> dict[int, list[Coding]]:
    found: dict[int, list[Coding]] = defaultdict(list)
    if submission_ids:
        wanted = select(Coding).where(Coding.submission_id.in_(submission_ids), which)
        known = catalogue().by_id
        for coding in db.session.scalars(wanted):
            if coding.code_id in known:
                found[coding.submission_id].append(coding)
    for codings in found.values():
        codings.sort(key=lambda c: (c.code.position, c.start_at or 0, c.id))
    return dict(found)


def codes_of(submission_ids: Sequence[int]) -> dict[int, list[int]]:
    """Return the ids of the codes in force of contributions, each once: for public lists.

    Until the worker has carried all codings over to a new version, what is still to come is shown.
    """
    found: dict[int, list[int]] = defaultdict(list)
    if submission_ids:
        for submission_id, code_id in connection().execute(_CODES, {"ids": submission_ids}):
            found[submission_id].append(code_id)
    known = catalogue()
    return {one: _those_in_force(known, code_ids) for one, code_ids in found.items()}


def _those_in_force(known: Catalogue, code_ids: list[int]) -> list[int]:
    current = [code_id for code_id in code_ids if code_id in known.by_id]
    return current if current or known.is_carried else sorted(in_force(code_ids))


def published_by_code() -> CodeFigures:
    """Return how many published contributions have a code in force.

    Counted anew every ten minutes, and when another version comes into force or is complete.
    """
    known = catalogue()
    return _counter(known.version, known.is_carried)()


@functools.lru_cache(maxsize=4)
def _counter(version: int, is_carried: bool) -> Callable[[], CodeFigures]:
    return kept_for(dt.timedelta(minutes=10))(_counted)


def _counted() -> CodeFigures:
    passed_on = case((Submission.on_behalf == "others", Coding.submission_id))
    numbers = func.count(func.distinct(Coding.submission_id)).label("number")
    figures = select(Code.key, numbers, func.count(func.distinct(passed_on)).label("relayed"))
    if catalogue().is_carried:
        coded = figures.join(Coding, Coding.code_id == Code.id)
    else:
        coded = figures.join(CodeSuccession, CodeSuccession.to_code_id == Code.id)
        coded = coded.join(Coding, Coding.code_id == CodeSuccession.from_code_id)
    coded = coded.join(Submission, Submission.id == Coding.submission_id).where(is_open())
    current = coded.where(Code.id.in_(catalogue().by_id))
    wanted = current.where(text("submission.status = 'published'")).group_by(Code.key)
    rows = db.session.execute(wanted).all()
    counted = {row.key: int(row.number) for row in rows}
    return CodeFigures(now(), counted, {row.key: int(row.relayed) for row in rows})
