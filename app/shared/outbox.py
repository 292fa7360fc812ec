"""The mails among the jobs: what waits, what could not be sent, and what can be done about it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, case, func, select, tuple_

from app.shared.database import db
from app.shared.jobs import MAIL_ENDING, Job, run_one, try_failed_again
from app.shared.paging import Page, Position
from app.shared.transactions import writes

_IS_MAIL = Job.kind.endswith(MAIL_ENDING, autoescape=True)


@dataclass(frozen=True)
class MailFigures:
    """Mails of one kind that have not been sent: waiting, given up, and the oldest (UTC)."""

    kind: str
    waiting: int
    failed: int
    oldest: dt.datetime


def mail_figures() -> list[MailFigures]:
    """Return the figures of every kind of which any mail waits or was given up, by kind."""
    waits = Job.state.in_(("waiting", "running"))
    counted = (
        func.sum(case((waits, 1), else_=0)),
        func.sum(case((Job.state == "failed", 1), else_=0)),
        func.min(Job.created_at),
    )
    wanted = select(Job.kind, *counted).where(_IS_MAIL, waits | (Job.state == "failed"))
    rows = db.session.execute(wanted.group_by(Job.kind).order_by(Job.kind))
    return [MailFigures(row[0], int(row[1]), int(row[2]), row[3]) for row in rows]


def failed_mails(after: Position | None, limit: int) -> Page[Job]:
    """Return the mails that were given up, the newest first; paged by key."""
    wanted = _failed()
    if after is not None:
        wanted = wanted.where(tuple_(Job.created_at, Job.id) < (after.moment, after.id))
    newest = wanted.order_by(Job.created_at.desc(), Job.id.desc()).limit(limit + 1)
    rows = db.session.scalars(newest).all()
    last = rows[limit - 1] if len(rows) > limit else None
    return Page(rows[:limit], Position(last.created_at, last.id).token() if last else None)


def failed_mail(job_id: int) -> Job | None:
    """Return the mail with this id if it was given up."""
    return db.session.scalar(_failed().where(Job.id == job_id))


def all_failed_mails() -> Sequence[Job]:
    """Return every mail that was given up, the oldest first."""
    return db.session.scalars(_failed().order_by(Job.id)).all()


@writes
def resend(mails: Sequence[Job]) -> None:
    """Give these mails another eight tries; each keeps its Message-ID."""
    for mail in mails:
        try_failed_again(mail)


@writes
def forget(mail: Job) -> None:
    """Delete a mail that was given up."""
    db.session.delete(mail)
    db.session.flush()


def send_due() -> int:
    """Try every mail that is due now, and return how many that were."""
    tried = 0
    while run_one(MAIL_ENDING):
        tried += 1
    return tried


def _failed() -> Select[Job]:
    return select(Job).where(Job.state == "failed", _IS_MAIL)
