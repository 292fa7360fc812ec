"""Proposals under § 45 ThürKO and their three months, as of a day."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.orm import joinedload

from app.councils.models import Proposal
from app.shared.clock import from_local
from app.shared.database import db

ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class DeadlineNumbers:
    """Submitted, decided in time and late in the year; then what was open at its end."""

    submitted: int
    kept: int
    late: int
    returned: int
    overdue: int
    running: int


def deadline_numbers(before: dt.date, day: dt.date) -> DeadlineNumbers:
    """Return the numbers of the year that ends with `day`, from the day after `before`."""
    start, end = from_local(before + ONE_DAY), from_local(day + ONE_DAY)
    received = (Proposal.received_at >= start) & (Proposal.received_at < end)
    answered = (Proposal.decided_on > before) & (Proposal.decided_on <= day)
    decided = answered & (Proposal.status == "decided")
    not_yet = Proposal.decided_on.is_(None) | (Proposal.decided_on > day)
    open_then = (Proposal.received_at < end) & not_yet
    wanted = select(
        _how_many(received),
        _how_many(decided & (Proposal.decided_on <= Proposal.due_on)),
        _how_many(decided & (Proposal.decided_on > Proposal.due_on)),
        _how_many(answered & (Proposal.status == "returned")),
        _how_many(open_then & (Proposal.due_on <= day)),
        _how_many(open_then & (Proposal.due_on > day)),
    )
    row = db.session.execute(wanted.where(Proposal.status != "draft")).one()
    return DeadlineNumbers(*(int(number or 0) for number in row))


def proposals_told_of(before: dt.date, day: dt.date) -> Sequence[Proposal]:
    """Return the proposals that these numbers count, those due first at the top."""
    start, end = from_local(before + ONE_DAY), from_local(day + ONE_DAY)
    later = Proposal.decided_on.is_(None) | (Proposal.decided_on > before)
    wanted = select(Proposal).where(Proposal.status != "draft", Proposal.received_at < end)
    wanted = wanted.where(later | (Proposal.received_at >= start))
    wanted = wanted.options(joinedload(Proposal.council))
    return db.session.scalars(wanted.order_by(Proposal.due_on, Proposal.public_number)).all()


def _how_many(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((condition, 1), else_=0))
