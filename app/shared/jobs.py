"""Work that leaves after the commit: mails, exports. The truth about it lives in our database.

A job is put in by the same transaction that makes it necessary. The worker claims it by a lease
and runs its handler; a lease that ends (a killed worker) makes it free again; after eight tries
it rests as failed until somebody looks at it. Delivery is at least once: handlers must bear that.
"""

import datetime as dt
import re
import secrets
from collections.abc import Callable
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Index, String, func, select, update
from sqlalchemy.orm import Mapped, mapped_column

from app.shared.clock import now
from app.shared.database import Base, BigId, UtcDateTime, db
from app.shared.settings import settings
from app.shared.transactions import writes

MOST_ATTEMPTS = 8
# Pauses grow fourfold, each a little longer by chance: eight tries take the better part of a day.
FIRST_PAUSE, LONGEST_PAUSE = dt.timedelta(seconds=30), dt.timedelta(hours=6)
# Jobs that need a service which does not answer wait so long together, and give up after so long.
OUTAGE_PAUSE, LONGEST_OUTAGE = dt.timedelta(minutes=2), dt.timedelta(days=3)
# Kinds that end so are mails: done, they keep nothing of whom they went to (trust.md P16).
MAIL_ENDING = "_mail"
ADDRESS = re.compile(r"[^\s<>()\[\]{}'\",;:]+@[^\s<>()\[\]{}'\",;:]+")
STATES = ("waiting", "running", "done", "failed")

Handler = Callable[["Job"], None]
_handlers: dict[str, list[Handler]] = {}


class Job(Base):
    """One piece of work with its state, tries and progress."""

    __tablename__ = "job"
    __table_args__ = (
        CheckConstraint("state IN ('waiting', 'running', 'done', 'failed')", name="state"),
        CheckConstraint("attempts >= 0", name="attempts_not_negative"),
        Index("ix_job_due", "state", "due_at", "id"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    public_id: Mapped[str | None] = mapped_column(String(64), unique=True)
    kind: Mapped[str] = mapped_column(String(40))
    payload: Mapped[dict[str, Any]] = mapped_column(JSON)
    result: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    owner_id: Mapped[int | None] = mapped_column(BigId, index=True)
    state: Mapped[str] = mapped_column(String(10), default="waiting")
    attempts: Mapped[int] = mapped_column(default=0)
    progress: Mapped[int] = mapped_column(BigId, default=0)
    total: Mapped[int] = mapped_column(BigId, default=0)
    created_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    due_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    lease_until: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    finished_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    last_error: Mapped[str | None] = mapped_column(String(500))


class RetryLater(Exception):
    """A handler could not finish for a passing reason (a mail server that is down)."""


class ServiceAway(RetryLater):
    """What all jobs need whose kind ends in `ending` does not answer: they wait together.

    It is no try of the job unless `is_try`: then the service may have done its part after all.
    """

    ending = ""
    is_try = False


class NeverPossible(Exception):
    """A job can never succeed as it was put in; trying again would change nothing."""


def handles(kind: str) -> Callable[[Handler], Handler]:
    """Register a function that does the jobs of this kind, each in a transaction of its own.

    If one of several fails, all of them are run again: they must bear that as well.
    """

    def register(handler: Handler) -> Handler:
        _handlers.setdefault(kind, []).append(handler)
        return handler

    return register


@writes
def put_in(
    kind: str,
    payload: dict[str, Any],
    *,
    owner_id: int | None = None,
    public_id: str | None = None,
    delay: dt.timedelta = dt.timedelta(0),
) -> Job:
    """Put in a job within the running transaction; the worker takes it after commit and delay."""
    moment = now()
    job = Job(
        kind=kind,
        payload=payload,
        owner_id=owner_id,
        public_id=public_id,
        created_at=moment,
        due_at=moment + delay,
    )
    db.session.add(job)
    db.session.flush()
    return job


def run_one(ending: str = "") -> bool:
    """Claim the job that is due first and do it; return whether there was one.

    `ending` narrows it down to kinds that end so.
    """
    job = _claim(ending)
    if job is None:
        return False
    if job.attempts > MOST_ATTEMPTS:
        _give_up(job.id, "The worker ended in the middle of each try.")
        return True
    try:
        _run_handlers(job)
    except NeverPossible as error:
        db.session.rollback()
        _give_up(job.id, _reason(error))
    except ServiceAway as error:
        db.session.rollback()
        _wait_together(job.id, error)
    except Exception as error:  # the worker must outlive whatever one job does
        db.session.rollback()
        _try_again(job.id, _reason(error))
    else:
        _finish(job.id, job.kind)
    return True


def report_progress(job_id: int, progress: int, total: int) -> None:
    """Note how far a long job is and renew its lease; commits on its own."""
    _commit_change(job_id, progress=progress, total=total, lease_until=now() + _lease())


@writes
def note_lasting_progress(job_id: int, progress: int, total: int) -> None:
    """Note how far a job is that goes on from there after a crash: its tries count anew.

    Call it in the transaction of what was done, so that no crash falls between the two.
    """
    lease = now() + _lease()
    _change(job_id, {"progress": progress, "total": total, "lease_until": lease, "attempts": 1})


def save_result(job_id: int, result: dict[str, Any]) -> None:
    """Note what a job made; commits on its own."""
    _commit_change(job_id, result=result)


@writes
def try_failed_again(job: Job) -> None:
    """Give a failed job another eight tries."""
    job.state, job.attempts, job.due_at, job.finished_at = "waiting", 0, now(), None
    db.session.flush()


def count_by_state() -> dict[str, int]:
    """Return how many jobs are in each state."""
    rows = db.session.execute(select(Job.state, func.count().label("number")).group_by(Job.state))
    return dict.fromkeys(STATES, 0) | {row.state: row.number for row in rows}


@writes
def _claim_due(moment: dt.datetime, ending: str) -> Job | None:
    free = (Job.state == "waiting") & (Job.due_at <= moment)
    abandoned = (Job.state == "running") & (Job.lease_until <= moment)
    wanted = select(Job).where(free | abandoned).order_by(Job.due_at, Job.id).limit(1)
    if ending:
        wanted = wanted.where(Job.kind.endswith(ending, autoescape=True))
    job = db.session.scalar(wanted.with_for_update(skip_locked=True))
    if job is not None:
        job.state, job.attempts, job.lease_until = "running", job.attempts + 1, moment + _lease()
    db.session.flush()
    return job


def _lease() -> dt.timedelta:
    return dt.timedelta(seconds=settings().job_lease_seconds)


def _reason(error: Exception) -> str:
    """What went wrong, for administrators: without addresses, which servers like to repeat."""
    return ADDRESS.sub("…", f"{type(error).__name__}: {error}")[:500]


def _run_handlers(job: Job) -> None:
    if job.kind not in _handlers:
        raise LookupError(f"Nobody does jobs of the kind {job.kind}.")
    for handler in _handlers[job.kind]:
        handler(job)
        db.session.commit()


def _claim(ending: str) -> Job | None:
    job = _claim_due(now(), ending)
    db.session.commit()
    return job


def _finish(job_id: int, kind: str) -> None:
    forgotten: dict[str, Any] = {"payload": {}} if kind.endswith(MAIL_ENDING) else {}
    done = {"state": "done", "lease_until": None, "finished_at": now(), "last_error": None}
    _commit_change(job_id, **done, **forgotten)


def _try_again(job_id: int, reason: str) -> None:
    job = db.session.get_one(Job, job_id)
    if job.attempts >= MOST_ATTEMPTS:
        _give_up(job_id, reason)
        return
    pause = min(FIRST_PAUSE * 4 ** (job.attempts - 1), LONGEST_PAUSE)
    pause *= secrets.SystemRandom().uniform(1, 1.25)
    _commit_change(
        job_id, state="waiting", lease_until=None, due_at=now() + pause, last_error=reason
    )


def _wait_together(job_id: int, error: ServiceAway) -> None:
    """Put the job back, and have all others that need the same service wait as well."""
    until, reason = now() + OUTAGE_PAUSE, _reason(error)
    if error.is_try:
        _try_again(job_id, reason)
    else:
        job = db.session.get_one(Job, job_id)
        if now() - job.created_at > LONGEST_OUTAGE:
            _give_up(job_id, reason)
        else:
            again = {"state": "waiting", "attempts": job.attempts - 1, "due_at": until}
            _commit_change(job_id, lease_until=None, last_error=reason, **again)
    _postpone(error.ending, until)
    db.session.commit()


@writes
def _postpone(ending: str, until: dt.datetime) -> None:
    same = Job.kind.endswith(ending, autoescape=True)
    early = update(Job).where(Job.state == "waiting", Job.due_at < until, same)
    db.session.execute(early.values(due_at=until))


def _give_up(job_id: int, reason: str) -> None:
    _commit_change(job_id, state="failed", lease_until=None, finished_at=now(), last_error=reason)


@writes
def _change(job_id: int, values: dict[str, Any]) -> None:
    db.session.execute(update(Job).where(Job.id == job_id).values(**values))


def _commit_change(job_id: int, **values: Any) -> None:
    _change(job_id, values)
    db.session.commit()
