"""How many of the published contributions have an official answer."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, case, exists, func, or_, select
from sqlalchemy.orm import Session

from app.moderation.models import ConcernMember
from app.moderation.queries.concerns import IS_RELAYED
from app.plan.models import Answer
from app.plan.queries.answers import IS_RELEASED
from app.shared.page_cache import kept_by_revision
from app.submissions.models import Submission
from app.submissions.queries import published_by_area, relayed_by_area


@dataclass(frozen=True)
class Answered:
    """Published contributions, and how many of them are answered, alone or through a concern.

    `relayed` and `answered_relayed` are those among them that somebody passed on for others.
    """

    published: int
    answered: int
    relayed: int
    answered_relayed: int


def is_answered() -> ColumnElement[bool]:
    """Return the condition that a contribution has a released answer, perhaps by its concern."""
    direct = exists().where(Answer.submission_id == Submission.id, IS_RELEASED)
    member = select(ConcernMember.submission_id)
    member = member.join(Answer, Answer.concern_id == ConcernMember.concern_id)
    through = exists(member.where(ConcernMember.submission_id == Submission.id, IS_RELEASED))
    return or_(direct, through)


def answered_share(area_id: int | None = None) -> Answered:
    """Return the figures of the whole city or of an Ortsteil; contributions, never voices."""
    tables = (published_by_area(), _answered(), relayed_by_area(), _answered_relayed())
    if area_id is not None:
        return Answered(*(table.get(area_id, 0) for table in tables))
    return Answered(*(sum(table.values()) for table in tables))


@kept_by_revision
def _answered(session: Session) -> dict[int, int]:
    return _by_area(session)


@kept_by_revision
def _answered_relayed(session: Session) -> dict[int, int]:
    return _by_area(session, IS_RELAYED)


def _by_area(session: Session, *more: ColumnElement[bool]) -> dict[int, int]:
    """From the answers to their contributions: there are far fewer answers than contributions."""
    direct = select(Answer.submission_id).where(IS_RELEASED, Answer.submission_id.is_not(None))
    through = select(ConcernMember.submission_id)
    through = through.join(Answer, Answer.concern_id == ConcernMember.concern_id)
    ids = direct.union(through.where(IS_RELEASED)).subquery()
    area = case((Submission.area_id.is_(None), 0), else_=Submission.area_id)
    wanted = select(area, func.count()).join(ids, ids.c.submission_id == Submission.id)
    wanted = wanted.where(Submission.status == "published", *more).group_by(area)
    return {int(key): int(number) for key, number in session.execute(wanted)}
