"""Official answers: at the desk, and in public once they are released; lists paged by key."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select, tuple_
from sqlalchemy.orm import InstrumentedAttribute, Session, joinedload

from app.moderation.models import ConcernMember
from app.plan.models import Answer
from app.shared.database import db
from app.shared.page_cache import kept_by_revision
from app.shared.paging import Page, Position
from app.submissions.models import Submission

# A withdrawn answer leaves a line in public: that it was there, and why it is not any more.
SHOWN = ("released", "withdrawn")
NEWEST = 3
IS_RELEASED = Answer.status == "released"
Moment = InstrumentedAttribute[dt.datetime] | InstrumentedAttribute[dt.datetime | None]


def answer_by_id(answer_id: int) -> Answer | None:
    """Return the answer in whatever state."""
    return db.session.get(Answer, answer_id)


def answers_of(submission_ids: Collection[int]) -> dict[int, list[Answer]]:
    """Return the released answers to contributions by id, those to their concern as well.

    The oldest first. Whether the contribution itself is public is not asked.
    """
    found: dict[int, list[Answer]] = defaultdict(list)
    if submission_ids:
        direct, through = _to_each(submission_ids)
        for submission_id, answer in (*db.session.execute(direct), *db.session.execute(through)):
            found[submission_id].append(answer)
    for answers in found.values():
        answers.sort(key=lambda answer: (answer.released_at, answer.id))
    return dict(found)


def answers_shown_on(submission_id: int) -> Sequence[Answer]:
    """Return what the page of a contribution shows: withdrawn answers leave their reason."""
    own = select(ConcernMember.concern_id).where(ConcernMember.submission_id == submission_id)
    through = Answer.concern_id.in_(own)
    return _shown(or_(Answer.submission_id == submission_id, through))


def answers_shown_on_concern(concern_id: int) -> Sequence[Answer]:
    """Return what the page of a concern shows: the answers to it."""
    return _shown(Answer.concern_id == concern_id)


def public_answers(
    position: Position | None, limit: int, *about: ColumnElement[bool]
) -> Page[Answer]:
    """Return the released answers about what is public, the newest first.

    `about` are conditions on the contributions that they are about.
    """
    wanted = with_names(select(Answer).where(IS_RELEASED, about_published(*about)))
    return _newest_first(wanted, Answer.released_at, position, limit)


@kept_by_revision
def newest_answers(session: Session) -> Sequence[Answer]:
    """Return the newest answers for the home page."""
    wanted = with_names(select(Answer).where(IS_RELEASED, about_published()))
    newest = wanted.order_by(Answer.released_at.desc(), Answer.id.desc())
    return session.scalars(newest.limit(NEWEST)).all()


def number_released(since: dt.datetime, until: dt.datetime, *about: ColumnElement[bool]) -> int:
    """Return how many answers became public after `since`, up to `until`."""
    in_time = Answer.released_at.between(since, until) & (Answer.released_at != since)
    wanted = select(func.count()).select_from(Answer)
    return int(db.session.scalar(wanted.where(IS_RELEASED, in_time, about_published(*about))) or 0)


def drafts(
    office_ids: Collection[int] | None, position: Position | None, limit: int
) -> Page[Answer]:
    """Return the drafts of these offices (None: of all), the one changed last first."""
    wanted = with_names(select(Answer).where(Answer.status == "draft"))
    if office_ids is not None:
        wanted = wanted.where(Answer.office_id.in_(office_ids))
    return _newest_first(wanted, Answer.changed_at, position, limit)


def given_answers(position: Position | None, limit: int) -> Page[Answer]:
    """Return all answers that were released, withdrawn ones as well, the newest first."""
    wanted = with_names(select(Answer).where(Answer.status.in_(SHOWN)))
    return _newest_first(wanted, Answer.released_at, position, limit)


def about_published(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """Return the condition that an answer is about something with a public page."""
    shown = and_(Submission.status == "published", *conditions)
    direct = exists().where(Submission.id == Answer.submission_id, shown)
    member = select(Submission.id).join(ConcernMember, ConcernMember.submission_id == Submission.id)
    through = exists(member.where(ConcernMember.concern_id == Answer.concern_id, shown))
    return or_(direct, through)


def belongs_to(concern_id: int) -> ColumnElement[bool]:
    """Return the condition that a contribution belongs to the concern."""
    members = select(ConcernMember.submission_id).where(ConcernMember.concern_id == concern_id)
    return Submission.id.in_(members)


def with_names(wanted: Select[Answer]) -> Select[Answer]:
    """Read office, measure and what is answered together with the answers."""
    return wanted.options(
        joinedload(Answer.office),
        joinedload(Answer.measure),
        joinedload(Answer.submission),
        joinedload(Answer.concern),
    )


def _to_each(
    submission_ids: Collection[int],
) -> tuple[Select[int | None, Answer], Select[int, Answer]]:
    names = (joinedload(Answer.office), joinedload(Answer.measure))
    direct = select(Answer.submission_id, Answer).options(*names)
    direct = direct.where(IS_RELEASED, Answer.submission_id.in_(submission_ids))
    through = select(ConcernMember.submission_id, Answer).options(*names)
    through = through.join(ConcernMember, ConcernMember.concern_id == Answer.concern_id)
    through = through.where(IS_RELEASED, ConcernMember.submission_id.in_(submission_ids))
    return direct, through


def _shown(about: ColumnElement[bool]) -> Sequence[Answer]:
    wanted = with_names(select(Answer).where(Answer.status.in_(SHOWN), about))
    return db.session.scalars(wanted.order_by(Answer.released_at, Answer.id)).all()


def _newest_first(
    wanted: Select[Answer], moment: Moment, position: Position | None, limit: int
) -> Page[Answer]:
    if position is not None:
        wanted = wanted.where(tuple_(moment, Answer.id) < (position.moment, position.id))
    newest = wanted.order_by(moment.desc(), Answer.id.desc()).limit(limit + 1)
    rows = db.session.scalars(newest).all()
    if len(rows) <= limit:
        return Page(rows, None)
    last = rows[limit - 1]
    return Page(rows[:limit], Position(getattr(last, moment.key), last.id).token())
