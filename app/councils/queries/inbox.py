"""What came in for the Ortsteile of a council, published or not; paged by key, newest first."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, func, select, tuple_
from sqlalchemy.orm import joinedload

from app.councils.models import CouncilMark, CouncilVisit
from app.councils.queries.codes import codes_seen, has_code
from app.guidelines.queries import CodeEntry
from app.shared.clock import now
from app.shared.database import db
from app.shared.paging import Page, Position
from app.submissions.models import Submission
from app.submissions.policy import BY_SUBMITTER

# Who comes for the first time finds as new what came in these days.
FIRST_LOOK = dt.timedelta(days=28)
STATES = ("new", "unpublished", "published", "supported")


@dataclass(frozen=True)
class InboxWish:
    """What somebody wants to see: one of `STATES`, and codes of the catalogue in force by id."""

    state: str | None = None
    code_ids: tuple[int, ...] = ()


@dataclass(frozen=True)
class Incoming:
    """A contribution with what the council's list says about it."""

    submission: Submission
    codes: tuple[CodeEntry, ...]
    mark: CouncilMark | None
    is_new: bool

    @property
    def text(self) -> str:
        """The published text once there is one, else what was typed."""
        return self.submission.public_text or self.submission.text or ""


def seen_until(council_id: int, person_id: int) -> dt.datetime:
    """Return up to which moment the person has seen what came in for the council."""
    visit = db.session.get(CouncilVisit, (council_id, person_id))
    return visit.seen_until if visit else now() - FIRST_LOOK


def incoming(
    council_id: int,
    area_ids: Collection[int],
    wish: InboxWish,
    seen: dt.datetime,
    after: Position | None,
    limit: int,
) -> Page[Incoming]:
    """Return what came in for these Ortsteile and fits the wish."""
    key = tuple_(Submission.received_at, Submission.id)
    wanted = _narrowed(_all_of(area_ids), council_id, wish, seen)
    if after is not None:
        wanted = wanted.where(key < (after.moment, after.id))
    newest_first = wanted.order_by(Submission.received_at.desc(), Submission.id.desc())
    rows = db.session.scalars(newest_first.limit(limit + 1)).all()
    last = rows[limit - 1] if len(rows) > limit else None
    token = Position(last.received_at, last.id).token() if last else None
    return Page(with_marks(council_id, rows[:limit], seen), token)


def with_marks(
    council_id: int, submissions: Sequence[Submission], seen: dt.datetime
) -> list[Incoming]:
    """Return the contributions with codes and the council's marks: a query each for all."""
    ids = [submission.id for submission in submissions]
    codes = codes_seen(ids)
    wanted = select(CouncilMark).where(CouncilMark.council_id == council_id)
    marks = {m.submission_id: m for m in db.session.scalars(wanted.where(_is_about(ids)))}
    return [
        Incoming(one, codes.get(one.id, ()), marks.get(one.id), one.received_at > seen)
        for one in submissions
    ]


def number_new(area_ids: Collection[int], seen: dt.datetime) -> int:
    """Return how many contributions for these Ortsteile came in after that moment."""
    wanted = (
        select(func.count())
        .select_from(Submission)
        .where(
            Submission.area_id.in_(area_ids),
            Submission.received_at > seen,
            Submission.status.not_in(BY_SUBMITTER),
        )
    )
    return int(db.session.scalar(wanted) or 0)


def mark_of(council_id: int, submission_id: int) -> CouncilMark | None:
    """Return what the council noted about the contribution."""
    own = select(CouncilMark).where(CouncilMark.council_id == council_id)
    return db.session.scalar(own.where(CouncilMark.submission_id == submission_id))


def _all_of(area_ids: Collection[int]) -> Select[Submission]:
    wanted = select(Submission).options(joinedload(Submission.area))
    return wanted.where(Submission.area_id.in_(area_ids), Submission.status.not_in(BY_SUBMITTER))


def _narrowed(
    wanted: Select[Submission], council_id: int, wish: InboxWish, seen: dt.datetime
) -> Select[Submission]:
    if wish.state == "new":
        wanted = wanted.where(Submission.received_at > seen)
    elif wish.state == "unpublished":
        wanted = wanted.where(Submission.status != "published")
    elif wish.state == "published":
        wanted = wanted.where(Submission.status == "published")
    elif wish.state == "supported":
        own = select(CouncilMark.submission_id).where(CouncilMark.council_id == council_id)
        wanted = wanted.where(Submission.id.in_(own.where(CouncilMark.is_supported)))
    for code_id in wish.code_ids:
        wanted = wanted.where(has_code(code_id))
    return wanted


def _is_about(submission_ids: Sequence[int]) -> ColumnElement[bool]:
    return CouncilMark.submission_id.in_(submission_ids)
