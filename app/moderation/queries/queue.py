"""The queue of what waits for a decision: filtered, due first, and how much of it there is."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, case, exists, func, select, text, tuple_
from sqlalchemy.orm import joinedload

from app.accounts.models import Person
from app.moderation.models import Claim, Mark, SavedView
from app.shared.clock import from_local, now, to_local, today
from app.shared.database import db
from app.shared.page_cache import kept_for
from app.shared.paging import Page, Position
from app.submissions.models import Submission

# Written out, not as a parameter, so that the partial index is found.
WAITING = text("submission.status = 'received'")
LATEST_DECISIONS = 1000


@dataclass(frozen=True)
class QueueFilter:
    """What the queue is narrowed to; None means everything."""

    area_ids: tuple[int, ...] | None = None
    consultation_id: int | None = None
    channel: str | None = None
    language: str | None = None
    marked: bool = False
    claimed_by: int | None = None


@dataclass(frozen=True)
class Workload:
    """How much waits, as of a moment (UTC): overdue, due by the end of today, later."""

    counted_at: dt.datetime
    overdue: int
    due_today: int
    later: int
    oldest: dt.datetime | None


@dataclass(frozen=True)
class Pace:
    """How long the latest decisions took: the median, and how many it rests on."""

    median: dt.timedelta
    decisions: int


def waiting(
    after: Position | None, limit: int, narrowed: QueueFilter | None = None
) -> Page[Submission]:
    """Return contributions that wait for a decision, due first; paged by key."""
    wanted = _narrowed(select(Submission).where(WAITING), narrowed or QueueFilter())
    if after is not None:
        key = tuple_(Submission.due_at, Submission.id)
        wanted = wanted.where(key > (after.moment, after.id))
    wanted = wanted.options(joinedload(Submission.area))
    rows = db.session.scalars(wanted.order_by(Submission.due_at, Submission.id).limit(limit + 1))
    found = rows.all()
    more = len(found) > limit
    last = found[limit - 1] if more else None
    return Page(found[:limit], Position(last.due_at, last.id).token() if last else None)


def next_waiting(
    person: Person, skip_id: int | None = None, narrowed: QueueFilter | None = None
) -> Submission | None:
    """Return what this person should decide next: due first, nothing that a colleague has open."""
    wanted = _narrowed(select(Submission).where(WAITING), narrowed or QueueFilter())
    wanted = wanted.where(Submission.id != (skip_id or 0), ~_open_elsewhere(person))
    return db.session.scalar(wanted.order_by(Submission.due_at, Submission.id).limit(1))


def claims_on(submission_ids: Sequence[int]) -> dict[int, Person]:
    """Return who has these contributions open now, by contribution id."""
    wanted = select(Claim.submission_id, Person).join(Person, Person.id == Claim.person_id)
    wanted = wanted.where(Claim.submission_id.in_(submission_ids), Claim.until > now())
    return dict(db.session.execute(wanted).all())


def marks_on(submission_ids: Sequence[int]) -> dict[int, set[str]]:
    """Return the marks of these contributions by id."""
    found: dict[int, set[str]] = defaultdict(set)
    wanted = select(Mark.submission_id, Mark.kind).where(Mark.submission_id.in_(submission_ids))
    for submission_id, kind in db.session.execute(wanted):
        found[submission_id].add(kind)
    return found


def views_of(person: Person) -> Sequence[SavedView]:
    """Return the saved views of this person by name."""
    own = select(SavedView).where(SavedView.person_id == person.id)
    return db.session.scalars(own.order_by(SavedView.name)).all()


@kept_for(dt.timedelta(minutes=1))
def workload() -> Workload:
    """Return how much waits; counted anew every minute in each process."""
    moment = now()
    tonight = from_local(today() + dt.timedelta(days=1))
    counted = select(
        func.count(case((Submission.due_at < moment, 1))),
        func.count(case((Submission.due_at.between(moment, tonight), 1))),
        func.count(case((Submission.due_at > tonight, 1))),
        func.min(Submission.due_at),
    ).where(WAITING)
    return Workload(moment, *db.session.execute(counted).one())


@kept_for(dt.timedelta(minutes=10))
def pace() -> Pace | None:
    """Return how long decisions take: the latest thousand of the last 90 days, if there are any."""
    since = now() - dt.timedelta(days=90)
    wanted = select(Submission.received_at, Submission.decided_at)
    wanted = wanted.where(Submission.decided_at >= since, ~Submission.is_example)
    rows = db.session.execute(wanted.order_by(Submission.decided_at.desc()).limit(LATEST_DECISIONS))
    times = sorted(decided - received for received, decided in rows if decided)
    return Pace(times[len(times) // 2], len(times)) if times else None


def due_by(day: dt.date) -> tuple[int, int]:
    """Return how many contributions are due by the end of this day, and how many are overdue."""
    evening, moment = from_local(day + dt.timedelta(days=1)), now()
    counted = select(
        func.count(case((Submission.due_at.between(moment, evening), 1))),
        func.count(case((Submission.due_at < moment, 1))),
    ).where(WAITING, Submission.due_at <= evening)
    due, overdue = db.session.execute(counted).one()
    return int(due), int(overdue)


def oldest_due_day() -> dt.date | None:
    """Return the day (Europe/Berlin) by which the oldest waiting contribution was due."""
    oldest = db.session.scalar(select(func.min(Submission.due_at)).where(WAITING))
    # Due times are midnights: the day that ends there is the one before.
    return to_local(oldest - dt.timedelta(seconds=1)).date() if oldest else None


def _narrowed(wanted: Select[Submission], to: QueueFilter) -> Select[Submission]:
    conditions: list[ColumnElement[bool]] = []
    if to.area_ids is not None:
        conditions.append(Submission.area_id.in_(to.area_ids))
    if to.consultation_id is not None:
        conditions.append(Submission.consultation_id == to.consultation_id)
    if to.channel is not None:
        conditions.append(Submission.channel == to.channel)
    if to.language is not None:
        conditions.append(Submission.language == to.language)
    if to.marked:
        conditions.append(exists().where(Mark.submission_id == Submission.id))
    if to.claimed_by is not None:
        own = exists().where(Claim.submission_id == Submission.id, Claim.until > now())
        conditions.append(own.where(Claim.person_id == to.claimed_by))
    return wanted.where(*conditions)


def _open_elsewhere(person: Person) -> ColumnElement[bool]:
    same = exists().where(Claim.submission_id == Submission.id, Claim.until > now())
    return same.where(Claim.person_id != person.id)
