"""The audit trail as a list: filtered, newest first, paged by key; and its last check."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, or_, select

from app.accounts.models import AuditEntry
from app.shared.database import db
from app.shared.jobs import Job
from app.shared.paging import Page, Position

CHECK_JOB = "audit check"
FILE_PAGE = 1000


@dataclass(frozen=True)
class TrailFilter:
    """What the trail is narrowed to; None means everything.

    `action` and `subject` also mean what goes on after a space ("merged into AN-2026-000001",
    "person:7 moderator"); `since` is the first moment, `until` the first one after, both UTC.
    """

    person_id: int | None = None
    action: str | None = None
    subject: str | None = None
    since: dt.datetime | None = None
    until: dt.datetime | None = None


def trail_page(narrowed: TrailFilter, before: Position | None, limit: int) -> Page[AuditEntry]:
    """Return lines, newest first, those before a position."""
    wanted = _narrowed(select(AuditEntry), narrowed)
    if before is not None:
        wanted = wanted.where(AuditEntry.id < before.id)
    found = db.session.scalars(wanted.order_by(AuditEntry.id.desc()).limit(limit + 1)).all()
    last = found[limit - 1] if len(found) > limit else None
    return Page(found[:limit], Position(last.at, last.id).token() if last else None)


def trail_lines(narrowed: TrailFilter) -> Iterator[Sequence[AuditEntry]]:
    """Yield all lines, oldest first, in pages; each is a read of its own."""
    last = 0
    while True:
        wanted = _narrowed(select(AuditEntry), narrowed).where(AuditEntry.id > last)
        page = db.session.scalars(wanted.order_by(AuditEntry.id).limit(FILE_PAGE)).all()
        if not page:
            return
        last = page[-1].id
        db.session.expunge_all()
        db.session.rollback()
        yield page


def audit_check_job() -> Job | None:
    """Return the job that checks the chain, with what its last run found; None before the first."""
    return db.session.scalar(select(Job).where(Job.public_id == CHECK_JOB))


def _narrowed(wanted: Select[AuditEntry], narrowed: TrailFilter) -> Select[AuditEntry]:
    if narrowed.person_id is not None:
        wanted = wanted.where(AuditEntry.person_id == narrowed.person_id)
    if narrowed.action is not None:
        more = AuditEntry.action.startswith(f"{narrowed.action} ", autoescape=True)
        wanted = wanted.where(or_(AuditEntry.action == narrowed.action, more))
    if narrowed.subject is not None:
        more = AuditEntry.subject.startswith(f"{narrowed.subject} ", autoescape=True)
        wanted = wanted.where(or_(AuditEntry.subject == narrowed.subject, more))
    if narrowed.since is not None:
        wanted = wanted.where(AuditEntry.at >= narrowed.since)
    if narrowed.until is not None:
        wanted = wanted.where(AuditEntry.at < narrowed.until)
    return wanted
