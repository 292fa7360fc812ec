"""The codes of contributions."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select, text

from app.guidelines.models import Code
from app.moderation.models import Coding
from app.shared.clock import now
from app.shared.database import db
from app.shared.page_cache import kept_for
from app.submissions.models import Submission


@dataclass(frozen=True)
class CodeFigures:
    """Published contributions by the key of a code, in whatever version; as of a moment (UTC)."""

    counted_at: dt.datetime
    numbers: dict[str, int]


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
