"""The queue, and the codes of contributions."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select, text, tuple_
from sqlalchemy.orm import joinedload

from app.guidelines.models import Code
from app.moderation.models import Coding, Likeness, TextProfile
from app.shared.clock import now
from app.shared.database import db
from app.shared.page_cache import kept_for
from app.shared.paging import Page, Position
from app.submissions.models import Submission


@dataclass(frozen=True)
class CodeFigures:
    """Published contributions by the key of a code, in whatever version; as of a moment (UTC)."""

    counted_at: dt.datetime
    numbers: dict[str, int]


def waiting(after: Position | None, limit: int, area_id: int | None = None) -> Page[Submission]:
    """Return contributions that wait for a decision, due first; paged by key."""
    # Written out, not as a parameter, so that the partial index is found.
    wanted = select(Submission).where(text("submission.status = 'received'"))
    if area_id is not None:
        wanted = wanted.where(Submission.area_id == area_id)
    if after is not None:
        key = tuple_(Submission.due_at, Submission.id)
        wanted = wanted.where(key > (after.moment, after.id))
    wanted = wanted.options(joinedload(Submission.area))
    rows = db.session.scalars(wanted.order_by(Submission.due_at, Submission.id).limit(limit + 1))
    found = rows.all()
    more = len(found) > limit
    last = found[limit - 1] if more else None
    return Page(found[:limit], Position(last.due_at, last.id).token() if last else None)


def next_waiting(skip_id: int | None = None) -> Submission | None:
    """Return the contribution to be decided next, other than the one at hand."""
    rows = waiting(None, 2).rows
    return next((row for row in rows if row.id != skip_id), None)


def alike(submission_id: int, limit: int = 3) -> Sequence[Submission]:
    """Return waiting and published contributions that may say the same, most similar first."""
    wanted = select(Submission).join(Likeness, Likeness.other_id == Submission.id)
    open_ones = wanted.where(
        Likeness.submission_id == submission_id, Submission.status.in_(("received", "published"))
    )
    return db.session.scalars(open_ones.order_by(Likeness.score.desc()).limit(limit)).all()


def is_compared(submission_id: int) -> bool:
    """Whether the worker has looked for contributions that say the same as this one."""
    return db.session.get(TextProfile, submission_id) is not None


def codings_of(submission_ids: Sequence[int]) -> dict[int, list[Coding]]:
    """Return the codings of several contributions by id, in the order of the catalogue."""
    found: dict[int, list[Coding]] = defaultdict(list)
    if submission_ids:
        wanted = select(Coding).where(Coding.submission_id.in_(submission_ids))
        for coding in db.session.scalars(wanted):
            found[coding.submission_id].append(coding)
    for codings in found.values():
        codings.sort(key=lambda coding: (coding.code.code_book_id, coding.code.position))
    return dict(found)


def codes_of(submission_ids: Sequence[int]) -> dict[int, list[int]]:
    """Return the ids of the codes of several contributions: quick, for public lists."""
    found: dict[int, list[int]] = defaultdict(list)
    if submission_ids:
        columns = select(Coding.submission_id, Coding.code_id)
        wanted = columns.where(Coding.submission_id.in_(submission_ids)).order_by(Coding.code_id)
        for submission_id, code_id in db.session.execute(wanted):
            found[submission_id].append(code_id)
    return found


@kept_for(dt.timedelta(minutes=10))
def published_by_code() -> CodeFigures:
    """Return how many published contributions have a code; counted anew every ten minutes."""
    coded = select(Code.key, func.count()).join(Coding, Coding.code_id == Code.id)
    coded = coded.join(Submission, Submission.id == Coding.submission_id)
    wanted = coded.where(text("submission.status = 'published'")).group_by(Code.key)
    return CodeFigures(now(), {key: int(number) for key, number in db.session.execute(wanted)})
