"""Questions about formal proposals; lists are paged by key."""

import datetime as dt
from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select, tuple_
from sqlalchemy.orm import InstrumentedAttribute, Session, joinedload, selectinload

from app.councils.models import Proposal, ProposalReminder
from app.shared.clock import from_local, to_local, today
from app.shared.database import db
from app.shared.page_cache import kept_each_by_revision
from app.shared.paging import Page, Position

SHOWN_NEWEST = 3
FOUR_WEEKS, ONE_WEEK, ONE_DAY = dt.timedelta(28), dt.timedelta(7), dt.timedelta(1)


def proposal_by_id(proposal_id: int) -> Proposal | None:
    """Return the proposal in whatever state."""
    return db.session.get(Proposal, proposal_id)


def public_proposal(number: str) -> Proposal | None:
    """Return the proposal with this number; drafts have none."""
    wanted = _with_names().where(Proposal.public_number == number.upper())
    return db.session.scalar(wanted.options(selectinload(Proposal.grounds)))


def proposals_of(
    council_ids: Collection[int], position: Position | None, limit: int
) -> Page[Proposal]:
    """Return all proposals of these councils, drafts as well, the newest first."""
    wanted = _with_names().where(Proposal.council_id.in_(council_ids))
    return _newest_first(wanted, Proposal.created_at, position, limit)


def public_proposals(council_id: int, position: Position | None, limit: int) -> Page[Proposal]:
    """Return what the council has submitted, the newest first."""
    wanted = _with_names().where(Proposal.council_id == council_id, Proposal.status != "draft")
    return _newest_first(wanted, Proposal.received_at, position, limit)


@kept_each_by_revision
def newest_proposals(session: Session, council_id: int) -> Sequence[Proposal]:
    """Return the newest that the council has submitted, for the page of its Ortsteile."""
    wanted = _with_names().where(Proposal.council_id == council_id, Proposal.status != "draft")
    newest = wanted.order_by(Proposal.received_at.desc(), Proposal.id.desc())
    return session.scalars(newest.limit(SHOWN_NEWEST)).all()


def running_proposals(
    office_id: int | None, position: Position | None, limit: int
) -> Page[Proposal]:
    """Return undecided proposals (of one office, or all), those due first first."""
    wanted = _with_names().where(Proposal.status == "submitted")
    if office_id is not None:
        wanted = wanted.where(Proposal.office_id == office_id)
    key = tuple_(Proposal.due_on, Proposal.id)
    if position is not None:
        wanted = wanted.where(key > (to_local(position.moment).date(), position.id))
    wanted = wanted.order_by(Proposal.due_on, Proposal.id).limit(limit + 1)
    rows = db.session.scalars(wanted).all()
    if len(rows) <= limit:
        return Page(rows, None)
    last = rows[limit - 1]
    place = Position(from_local(last.due_on or today()), last.id)
    return Page(rows[:limit], place.token())


def answered_proposals(office_id: int | None, limit: int) -> Sequence[Proposal]:
    """Return the proposals (of one office, or all) that were answered last."""
    wanted = _with_names().where(Proposal.status.in_(("decided", "returned")))
    if office_id is not None:
        wanted = wanted.where(Proposal.office_id == office_id)
    newest = wanted.order_by(Proposal.received_at.desc(), Proposal.id.desc())
    return db.session.scalars(newest.limit(limit)).all()


def overdue_by_office() -> dict[int, tuple[int, int]]:
    """Return for each office id how many proposals run, and how many of them are overdue."""
    late = func.count().filter(Proposal.due_on < today())
    rows = db.session.execute(
        select(Proposal.office_id, func.count(), late)
        .where(Proposal.status == "submitted")
        .group_by(Proposal.office_id)
    )
    return {office_id or 0: (number, overdue) for office_id, number, overdue in rows}


def running_of(council_ids: Collection[int], limit: int) -> Sequence[Proposal]:
    """Return the undecided proposals of these councils, those due first first."""
    own = _with_names().where(Proposal.status == "submitted", Proposal.council_id.in_(council_ids))
    return db.session.scalars(own.order_by(Proposal.due_on, Proposal.id).limit(limit)).all()


def reminder_on(day: dt.date, due_on: dt.date) -> str | None:
    """Return the kind of reminder that belongs to a day: the most urgent one, or None."""
    if day > due_on:
        return "day_after"
    if day >= due_on - ONE_WEEK:
        return "one_week"
    return "four_weeks" if day >= due_on - FOUR_WEEKS else None


def proposal_to_remind_of(day: dt.date) -> Proposal | None:
    """Return a running proposal whose reminder of this day was not sent, due first."""
    within = [
        ("day_after", Proposal.due_on < day),
        ("one_week", Proposal.due_on.between(day, day + ONE_WEEK)),
        ("four_weeks", Proposal.due_on.between(day + ONE_WEEK + ONE_DAY, day + FOUR_WEEKS)),
    ]
    unsent = [and_(condition, ~_reminded(kind)) for kind, condition in within]
    wanted = select(Proposal).where(Proposal.status == "submitted", or_(*unsent))
    return db.session.scalar(wanted.order_by(Proposal.due_on, Proposal.id).limit(1))


def was_reminded(proposal_id: int, kind: str) -> bool:
    """Whether this reminder was sent."""
    return db.session.get(ProposalReminder, (proposal_id, kind)) is not None


def _reminded(kind: str) -> ColumnElement[bool]:
    of_proposal = ProposalReminder.proposal_id == Proposal.id
    return exists().where(of_proposal, ProposalReminder.kind == kind)


def _with_names() -> Select[Proposal]:
    return select(Proposal).options(joinedload(Proposal.council), joinedload(Proposal.office))


def _newest_first(
    wanted: Select[Proposal],
    moment: InstrumentedAttribute[dt.datetime] | InstrumentedAttribute[dt.datetime | None],
    position: Position | None,
    limit: int,
) -> Page[Proposal]:
    if position is not None:
        wanted = wanted.where(tuple_(moment, Proposal.id) < (position.moment, position.id))
    newest = wanted.order_by(moment.desc(), Proposal.id.desc()).limit(limit + 1)
    rows = db.session.scalars(newest).all()
    if len(rows) <= limit:
        return Page(rows, None)
    last = rows[limit - 1]
    return Page(rows[:limit], Position(getattr(last, moment.key), last.id).token())
