"""What is due to be deleted, by class; the rules come from a file."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import yaml
from sqlalchemy import Select, exists, func, select
from sqlalchemy.orm import joinedload

from app.accounts.models import AuditEntry, Person
from app.privacy.models import ArchiveOffer, LegalHold, PrivacyRequest, RetentionRun, Rules
from app.privacy.policy import months_after
from app.shared.clock import from_local
from app.shared.database import db
from app.shared.errors import InvalidData
from app.shared.jobs import Job
from app.shared.settings import settings
from app.submissions.models import Contact, Submission

SHIPPED = Path(__file__).parent.parent / "data" / "retention.yaml"
EXAMPLES = 20
# Records of work that nobody asks about once it is done.
JOB_KINDS = ("submission_text_changed", "submission_mail", "export")
CLOSED = "account disabled"
NO_NAME = "Geschlossenes Konto"


@dataclass(frozen=True)
class Due:
    """A class: its key, how many rows are due, and the ids of the first of them."""

    key: str
    number: int
    ids: Sequence[int]


def rules() -> Rules:
    """Return how long things are kept; raise `InvalidData` for a file that cannot be used."""
    own = settings().instance / "retention.yaml"
    read = yaml.safe_load(SHIPPED.read_text(encoding="utf-8"))
    if own.is_file():
        read |= yaml.safe_load(own.read_text(encoding="utf-8")) or {}
    known = {field.name for field in fields(Rules)}
    problems = [f"retention.yaml: {name} is not known." for name in read if name not in known]
    problems += [
        f"retention.yaml: {name} must be a whole number of at least 1."
        for name, value in read.items()
        if type(value) is not int or value < 1
    ]
    if problems:
        raise InvalidData(problems)
    return Rules(**read)


def due_on(day: dt.date) -> dict[str, Select[int]]:
    """Return for each class the ids of what may no longer be kept on this day."""
    rule = rules()

    def before(years: int = 0, months: int = 0, days: int = 0) -> dt.datetime:
        """The end of the last day whose time is over."""
        return from_local(months_after(day, -12 * years - months) - dt.timedelta(days=days))

    return {
        "contact": _contacts(before(days=rule.contact_days)),
        "published": _decided("published", before(years=rule.published_years)),
        "declined": _decided("declined", before(years=rule.declined_years)),
        "archive": _offered(before(months=rule.archive_months)),
        "request": _requests(before(years=rule.request_years)),
        "job": _jobs(before(days=rule.job_days)),
        "account": _accounts(before(years=rule.account_years)),
    }


def all_due(day: dt.date) -> list[Due]:
    """Return every class with how much is due on this day, and the first ids."""
    return [
        Due(key, _number_of(wanted), db.session.scalars(wanted.limit(EXAMPLES)).all())
        for key, wanted in due_on(day).items()
    ]


def holds() -> Sequence[LegalHold]:
    """Return what is kept for a procedure, longest first."""
    wanted = select(LegalHold).options(joinedload(LegalHold.submission))
    return db.session.scalars(wanted.order_by(LegalHold.since)).all()


def hold_on(submission_id: int) -> LegalHold | None:
    """Return the legal hold of a contribution, if there is one."""
    return db.session.get(LegalHold, submission_id)


def to_offer(limit: int) -> Sequence[ArchiveOffer]:
    """Return contributions whose time is over and that nobody has offered to the archive."""
    return db.session.scalars(_offers().where(ArchiveOffer.offered_at.is_(None)).limit(limit)).all()


def number_to_offer() -> int:
    """Return how many contributions wait for being offered to the archive."""
    return _number_of(select(ArchiveOffer.submission_id).where(ArchiveOffer.offered_at.is_(None)))


def offered(limit: int) -> Sequence[ArchiveOffer]:
    """Return contributions that were offered, first ones first."""
    done = _offers().where(ArchiveOffer.offered_at.is_not(None))
    return db.session.scalars(done.order_by(ArchiveOffer.offered_at).limit(limit)).all()


def last_run() -> RetentionRun | None:
    """Return the last night in which something was deleted, or nothing was due."""
    return db.session.scalar(select(RetentionRun).order_by(RetentionRun.day.desc()).limit(1))


def numbers_of(submission_ids: Sequence[int]) -> list[str]:
    """Return the public numbers of contributions."""
    wanted = select(Submission.public_number).where(Submission.id.in_(submission_ids))
    return sorted(db.session.scalars(wanted))


def _offers() -> Select[ArchiveOffer]:
    wanted = select(ArchiveOffer).options(joinedload(ArchiveOffer.submission))
    return wanted.order_by(ArchiveOffer.listed_at, ArchiveOffer.submission_id)


def _number_of(wanted: Select[Any]) -> int:
    return int(db.session.scalar(select(func.count()).select_from(wanted.subquery())) or 0)


def _free() -> Any:
    """No legal hold keeps the contribution."""
    return ~exists().where(LegalHold.submission_id == Submission.id)


def _contacts(before: dt.datetime) -> Select[int]:
    wanted = select(Contact.submission_id).join(Submission, Submission.id == Contact.submission_id)
    return wanted.where(Submission.decided_at < before, _free()).order_by(Contact.submission_id)


def _decided(status: str, before: dt.datetime) -> Select[int]:
    listed = exists().where(ArchiveOffer.submission_id == Submission.id)
    wanted = select(Submission.id).where(Submission.status == status, ~listed, _free())
    return wanted.where(Submission.decided_at < before).order_by(Submission.decided_at)


def _offered(before: dt.datetime) -> Select[int]:
    wanted = select(ArchiveOffer.submission_id)
    wanted = wanted.join(Submission, Submission.id == ArchiveOffer.submission_id)
    decided = Submission.decided_at.is_not(None)
    wanted = wanted.where(ArchiveOffer.offered_at < before, decided, _free())
    return wanted.order_by(ArchiveOffer.offered_at)


def _requests(before: dt.datetime) -> Select[int]:
    return select(PrivacyRequest.id).where(PrivacyRequest.answered_at < before)


def _jobs(before: dt.datetime) -> Select[int]:
    done = select(Job.id).where(Job.state == "done", Job.kind.in_(JOB_KINDS))
    return done.where(Job.finished_at < before).order_by(Job.id)


def _accounts(before: dt.datetime) -> Select[int]:
    """Closed accounts that still have a name, by the last time that they were closed."""
    subject = func.concat("person:", Person.id)
    closed = select(func.max(AuditEntry.at)).where(
        AuditEntry.subject == subject, AuditEntry.action == CLOSED
    )
    wanted = select(Person.id).where(~Person.active, Person.name != NO_NAME)
    return wanted.where(closed.correlate(Person).scalar_subquery() < before).order_by(Person.id)
