"""What waits for an official answer, the longest waiting first; paged by key."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, and_, exists, select, text, tuple_
from sqlalchemy.orm import joinedload

from app.accounts.models import Office
from app.councils.queries.codes import has_code
from app.guidelines.models import Code
from app.moderation.models import Coding, Concern, ConcernMember
from app.moderation.queries.codes import is_open
from app.plan.models import Answer
from app.plan.queries.answer_figures import is_answered
from app.plan.queries.answers import IS_RELEASED
from app.shared.database import db
from app.shared.paging import Page, Position
from app.submissions.models import Submission

# Written out, so that SQLite sees that its partial index fits.
PUBLISHED = text("submission.status = 'published'")


@dataclass(frozen=True)
class WaitingWish:
    """What somebody wants to see: of some Ortsteile, with a code, or with a code of an office."""

    area_ids: Sequence[int] | None = None
    code_id: int | None = None
    office: Office | None = None


def is_unanswered() -> ColumnElement[bool]:
    """Return the condition that a contribution is published and neither answered nor merged.

    What belongs to a concern is answered with it.
    """
    merged = exists().where(ConcernMember.submission_id == Submission.id)
    return and_(PUBLISHED, ~merged, ~is_answered())


def unanswered(wish: WaitingWish, position: Position | None, limit: int) -> Page[Submission]:
    """Return contributions without an answer that stand for themselves."""
    key = (Submission.published_at, Submission.id)
    wanted = select(Submission).where(is_unanswered(), *_narrowed(wish))
    if position is not None:
        wanted = wanted.where(tuple_(*key) > (position.moment, position.id))
    oldest = wanted.options(joinedload(Submission.area)).order_by(*key).limit(limit + 1)
    rows = db.session.scalars(oldest).all()
    last = rows[limit - 1] if len(rows) > limit else None
    token = Position(last.published_at, last.id).token() if last and last.published_at else None
    return Page(rows[:limit], token)


def unanswered_concerns(wish: WaitingWish, position: Position | None, limit: int) -> Page[Concern]:
    """Return concerns with published contributions that have no answer."""
    wanted = select(Concern).where(exists(_open_member(wish)), ~_has_answer())
    key = (Concern.created_at, Concern.id)
    if position is not None:
        wanted = wanted.where(tuple_(*key) > (position.moment, position.id))
    rows = db.session.scalars(wanted.order_by(*key).limit(limit + 1)).all()
    last = rows[limit - 1] if len(rows) > limit else None
    return Page(rows[:limit], Position(last.created_at, last.id).token() if last else None)


def drafted(kind: str, ids: Sequence[int]) -> set[int]:
    """Return which of these contributions or concerns somebody drafts an answer to."""
    column = Answer.concern_id if kind == "concern" else Answer.submission_id
    found = db.session.scalars(select(column).where(column.in_(ids), Answer.status == "draft"))
    return {one for one in found if one is not None}


def _open_member(wish: WaitingWish) -> Select[int]:
    """A published contribution of the concern that is not answered by itself."""
    member = select(Submission.id).join(ConcernMember, ConcernMember.submission_id == Submission.id)
    alone = exists().where(Answer.submission_id == Submission.id, IS_RELEASED)
    return member.where(
        ConcernMember.concern_id == Concern.id,
        Submission.status == "published",
        ~alone,
        *_narrowed(wish),
    )


def _has_answer() -> ColumnElement[bool]:
    return exists().where(Answer.concern_id == Concern.id, IS_RELEASED)


def _narrowed(wish: WaitingWish) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wish.area_ids is not None:
        found.append(Submission.area_id.in_(wish.area_ids))
    if wish.code_id is not None:
        found.append(has_code(wish.code_id))
    if wish.office is not None:
        codes = select(Code.id).where(Code.office == wish.office.name)
        coded = Coding.submission_id == Submission.id
        found.append(exists().where(coded, is_open(), Coding.code_id.in_(codes)))
    return found
