"""Concerns: which there are, what belongs to them, and their figures."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, bindparam, case, exists, func, select, tuple_
from sqlalchemy.orm import Session, joinedload

from app.moderation.models import Concern, ConcernMember
from app.shared.database import db
from app.shared.page_cache import kept_each_by_revision
from app.shared.paging import Page, Position
from app.submissions.models import Submission

IS_PUBLISHED = Submission.status == "published"
LIVELIEST = 5
IS_RELAYED = Submission.on_behalf == "others"
OF_MEMBER = ConcernMember.submission_id == Submission.id
# Made once, as every public list asks for it.
_CONCERNS = (
    select(ConcernMember.submission_id, Concern)
    .join(Concern, Concern.id == ConcernMember.concern_id)
    .where(ConcernMember.submission_id.in_(bindparam("ids", expanding=True)))
)


@dataclass(frozen=True)
class ConcernCounts:
    """Contributions and voices of a concern: all of them, and what is published.

    `relayed` are the published contributions that somebody passed on for others.
    """

    contributions: int = 0
    voices: int = 0
    published: int = 0
    published_voices: int = 0
    relayed: int = 0


@dataclass(frozen=True)
class Member:
    """A contribution of a concern, and when it was added (UTC)."""

    submission: Submission
    at: dt.datetime


def concern_by_number(number: str) -> Concern | None:
    """Return the concern with this public number."""
    return db.session.scalar(select(Concern).where(Concern.public_number == number.upper()))


def concerns_of(submission_ids: Sequence[int]) -> dict[int, Concern]:
    """Return the concerns that contributions belong to, by the contribution's id."""
    if not submission_ids:
        return {}
    rows = db.session.execute(_CONCERNS, {"ids": submission_ids})
    return {row[0]: row[1] for row in rows}


def all_concerns(after: Position | None, limit: int) -> Page[Concern]:
    """Return the concerns, the one that was changed last first."""
    return _page(select(Concern), after, limit)


def public_concerns(after: Position | None, limit: int) -> Page[Concern]:
    """Return the concerns with published contributions, the one that was changed last first."""
    return _page(select(Concern).where(_has_published()), after, limit)


@kept_each_by_revision
def concerns_in(session: Session, area_id: int) -> Sequence[Concern]:
    """Return the liveliest concerns with published contributions from an Ortsteil."""
    wanted = select(Concern).where(_has_published(Submission.area_id == area_id))
    newest = wanted.order_by(Concern.active_at.desc(), Concern.id.desc())
    return session.scalars(newest.limit(LIVELIEST)).all()


def counts_of(concern_ids: Sequence[int]) -> dict[int, ConcernCounts]:
    """Return the figures of several concerns by id; withdrawn contributions stay counted."""
    if not concern_ids:
        return {}
    voices = Submission.voices
    figures = (
        func.count(),
        func.sum(voices),
        func.sum(case((IS_PUBLISHED, 1), else_=0)),
        func.sum(case((IS_PUBLISHED, voices), else_=0)),
        func.sum(case((IS_PUBLISHED & IS_RELAYED, 1), else_=0)),
    )
    wanted = select(ConcernMember.concern_id, *figures).join(Submission, OF_MEMBER)
    wanted = wanted.where(ConcernMember.concern_id.in_(concern_ids))
    rows = db.session.execute(wanted.group_by(ConcernMember.concern_id))
    return {row[0]: ConcernCounts(*map(int, row[1:])) for row in rows}


def members_of(concern_id: int, after: Position | None, limit: int) -> Page[Member]:
    """Return the contributions of a concern in whatever state, the one added last first."""
    key = (ConcernMember.at, ConcernMember.submission_id)
    wanted = select(Submission, ConcernMember.at).join(ConcernMember, OF_MEMBER)
    wanted = wanted.where(ConcernMember.concern_id == concern_id)
    if after is not None:
        wanted = wanted.where(tuple_(*key) < (after.moment, after.id))
    wanted = wanted.options(joinedload(Submission.area))
    newest = wanted.order_by(*(column.desc() for column in key)).limit(limit + 1)
    rows = [Member(row[0], row[1]) for row in db.session.execute(newest)]
    last = rows[limit - 1] if len(rows) > limit else None
    return Page(rows[:limit], Position(last.at, last.submission.id).token() if last else None)


def member_ids(concern_id: int) -> Sequence[int]:
    """Return the ids of all contributions of a concern."""
    wanted = select(ConcernMember.submission_id).where(ConcernMember.concern_id == concern_id)
    return db.session.scalars(wanted.order_by(ConcernMember.at)).all()


def merged_lately(person_id: int, since: dt.datetime) -> Sequence[tuple[Submission, Concern]]:
    """Return what this person put into a concern since then and is still in it; last first."""
    wanted = select(Submission, Concern).join(ConcernMember, OF_MEMBER)
    wanted = wanted.join(Concern, Concern.id == ConcernMember.concern_id)
    own = wanted.where(ConcernMember.person_id == person_id, ConcernMember.at >= since)
    rows = db.session.execute(own.order_by(ConcernMember.at.desc()).limit(5))
    return [(row[0], row[1]) for row in rows]


def _has_published(*more: ColumnElement[bool]) -> ColumnElement[bool]:
    member = select(ConcernMember.submission_id).join(Submission, OF_MEMBER)
    return exists(member.where(ConcernMember.concern_id == Concern.id, IS_PUBLISHED, *more))


def _page(wanted: Select[Concern], after: Position | None, limit: int) -> Page[Concern]:
    if after is not None:
        wanted = wanted.where(tuple_(Concern.active_at, Concern.id) < (after.moment, after.id))
    newest = wanted.order_by(Concern.active_at.desc(), Concern.id.desc()).limit(limit + 1)
    rows = db.session.scalars(newest).all()
    last = rows[limit - 1] if len(rows) > limit else None
    return Page(rows[:limit], Position(last.active_at, last.id).token() if last else None)
