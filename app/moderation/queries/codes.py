"""The codes of contributions."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select, text

from app.guidelines.models import Code
from app.moderation.models import Coding, SecondCoding
from app.shared.clock import now
from app.shared.database import db
from app.shared.page_cache import kept_for
from app.submissions.models import Submission


@dataclass(frozen=True)
class CodeFigures:
    """Published contributions by the key of a code, in whatever version; as of a moment (UTC)."""

    counted_at: dt.datetime
    numbers: dict[str, int]


def is_open() -> ColumnElement[bool]:
    """The condition that a coding is not sealed; every list of codings for others needs it."""
    return ~Coding.sealed


def codings_of(submission_ids: Sequence[int]) -> dict[int, list[Coding]]:
    """Return the codings of several contributions by id, in the order of the catalogue.

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
        for coding in db.session.scalars(wanted):
            found[coding.submission_id].append(coding)
    for codings in found.values():
        codings.sort(key=lambda c: (c.code.code_book_id, c.code.position, c.start_at or 0, c.id))
    return dict(found)


def codes_of(submission_ids: Sequence[int]) -> dict[int, list[int]]:
    """Return the ids of the codes of several contributions, each once: quick, for public lists."""
    found: dict[int, list[int]] = defaultdict(list)
    if submission_ids:
        columns = select(Coding.submission_id, Coding.code_id).distinct()
        wanted = columns.where(Coding.submission_id.in_(submission_ids), is_open())
        wanted = wanted.order_by(Coding.code_id)
        for submission_id, code_id in db.session.execute(wanted):
            found[submission_id].append(code_id)
    return found


@kept_for(dt.timedelta(minutes=10))
def published_by_code() -> CodeFigures:
    """Return how many published contributions have a code; counted anew every ten minutes."""
    number = func.count(Coding.submission_id.distinct())
    coded = select(Code.key, number).join(Coding, Coding.code_id == Code.id)
    coded = coded.join(Submission, Submission.id == Coding.submission_id).where(is_open())
    wanted = coded.where(text("submission.status = 'published'")).group_by(Code.key)
    return CodeFigures(now(), {key: int(number) for key, number in db.session.execute(wanted)})
