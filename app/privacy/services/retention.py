"""Deleting what may no longer be kept, by the clock: once a night, in small portions."""

import datetime as dt
from collections.abc import Callable, Sequence

from sqlalchemy import delete, insert, update

from app.accounts.models import Person
from app.accounts.services import record
from app.privacy.models import ArchiveOffer, LegalHold, PrivacyRequest, RetentionRun
from app.privacy.queries.retention import NO_NAME, due_on
from app.shared.clock import now, to_local, today
from app.shared.database import db, empty_log
from app.shared.errors import NotPossible
from app.shared.idle import every_night
from app.shared.jobs import Job
from app.shared.transactions import writes
from app.submissions.models import Contact, Submission
from app.submissions.queries import by_id
from app.submissions.services import Why, withdraw

PORTION = 100
# Not before, so that it does not meet the evening's guests or the clock that is put back.
EARLIEST = dt.time(3, 30)


@every_night
def keep_to_the_rules() -> bool:
    """Do the next portion of tonight's work; return whether there was any."""
    day = today()
    if to_local(now()).time() < EARLIEST or _is_complete(day):
        return False
    if delete_due(day):
        return True
    finish(day)
    empty_log()
    return True


@writes
def delete_due(day: dt.date) -> int:
    """Delete a portion of each class; return how much that was."""
    done = {}
    for key, wanted in due_on(day).items():
        ids = db.session.scalars(wanted.limit(PORTION)).all()
        if ids:
            _ACTIONS[key](ids)
            done[key] = len(ids)
    if done:
        _note(day, done)
    return sum(done.values())


@writes
def finish(day: dt.date) -> None:
    """Note that everything due on this day is done."""
    _note(day, {"complete": 1})


@writes
def offer_to_archive(person: Person) -> int:
    """Note that everything listed was offered to the archive now; return how many that were."""
    listed = update(ArchiveOffer).where(ArchiveOffer.offered_at.is_(None))
    marked = listed.values(offered_at=now(), person_id=person.id)
    ids = db.session.scalars(marked.returning(ArchiveOffer.submission_id)).all()
    if ids:
        record(person.id, "offered to the archive", f"contributions:{len(ids)}")
    return len(ids)


@writes
def hold(person: Person, submission: Submission, reason: str) -> None:
    """Keep a contribution whatever the clock says. Raises `NotPossible` if it is deleted."""
    if submission.status == "withdrawn":
        raise NotPossible(submission.status)
    person_id = person.id
    held = db.session.get(LegalHold, submission.id)
    if held is None:
        held = LegalHold(submission_id=submission.id, since=now(), reason=reason)
        db.session.add(held)
    held.reason, held.person_id = reason, person_id
    db.session.flush()
    record(person_id, "legal hold set", submission.public_number)


@writes
def release(person: Person, submission: Submission) -> None:
    """Let the clock decide about a contribution again."""
    db.session.execute(delete(LegalHold).where(LegalHold.submission_id == submission.id))
    record(person.id, "legal hold released", submission.public_number)


def _is_complete(day: dt.date) -> bool:
    run = db.session.get(RetentionRun, day)
    return run is not None and bool(run.figures.get("complete"))


def _note(day: dt.date, done: dict[str, int]) -> None:
    run = db.session.get(RetentionRun, day)
    if run is None:
        run = RetentionRun(day=day, figures={})
        db.session.add(run)
    run.finished_at = now()
    run.figures = {key: run.figures.get(key, 0) + done.get(key, 0) for key in {*run.figures, *done}}
    db.session.flush()


def _forget_contacts(ids: Sequence[int]) -> None:
    db.session.execute(delete(Contact).where(Contact.submission_id.in_(ids)))


def _list_for_archive(ids: Sequence[int]) -> None:
    moment = now()
    rows = [{"submission_id": one, "listed_at": moment} for one in ids]
    db.session.execute(insert(ArchiveOffer), rows)


def _erase(ids: Sequence[int]) -> None:
    for one in ids:
        submission = by_id(one)
        if submission is not None:
            withdraw(submission, Why(cause="retention"))
    db.session.execute(delete(ArchiveOffer).where(ArchiveOffer.submission_id.in_(ids)))


def _forget_requests(ids: Sequence[int]) -> None:
    db.session.execute(delete(PrivacyRequest).where(PrivacyRequest.id.in_(ids)))


def _forget_jobs(ids: Sequence[int]) -> None:
    db.session.execute(delete(Job).where(Job.id.in_(ids)))


def _forget_names(ids: Sequence[int]) -> None:
    """The account stays as the one who decided; who that was is forgotten."""
    for one in ids:
        nobody = {"name": NO_NAME, "email": f"closed-{one}@invalid", "password_hash": ""}
        db.session.execute(update(Person).where(Person.id == one).values(**nobody))
        record(None, "account forgotten", f"person:{one}")


_ACTIONS: dict[str, Callable[[Sequence[int]], None]] = {
    "contact": _forget_contacts,
    "published": _list_for_archive,
    "declined": _list_for_archive,
    "archive": _erase,
    "request": _forget_requests,
    "job": _forget_jobs,
    "account": _forget_names,
}
