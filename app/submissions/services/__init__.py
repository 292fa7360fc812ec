"""Verbs on contributions. Everything belonging to one change happens in one transaction."""

import datetime as dt
from dataclasses import dataclass, field

from sqlalchemy import delete, insert, update
from sqlalchemy.orm.exc import StaleDataError

from app.accounts.models import Person
from app.shared.clock import from_local, now, to_local
from app.shared.database import db
from app.shared.errors import Conflict, NotPossible
from app.shared.jobs import put_in
from app.shared.page_cache import public_content_changed
from app.shared.secrets import derived_code, encrypt, fingerprint, keyed_hash
from app.shared.text import blacken
from app.shared.transactions import writes
from app.shared.workdays import add_working_days
from app.submissions.models import (
    Addition,
    CodeHint,
    Contact,
    Redaction,
    StatusChange,
    Submission,
)
from app.submissions.policy import can_add, can_correct, can_move
from app.submissions.queries import RECEIPT_PURPOSE, additions_to, by_submission_key
from app.submissions.services.counting import count, give_number_back, next_number, recount

__all__ = ["recount"]

NOTICE_VERSION = "2026-11"
WORKING_DAYS_TO_DECIDE = 3


class OtherContent(Conflict):
    """The same form was sent before with other content; the first one stands."""


@dataclass(frozen=True)
class SubmissionDraft:
    """What somebody is about to submit, checked and ready."""

    consultation_id: int
    place: str
    text: str
    area_id: int | None = None
    kind: str | None = None
    contributor_kind: str = "resident"
    organisation: str | None = None
    on_behalf: str = "self"
    language: str = "de"
    channel: str = "web"
    code_ids: tuple[int, ...] = ()
    email: str | None = field(default=None, repr=False)
    is_example: bool = False

    def fingerprint(self) -> str:
        """Return the same hash for the same content."""
        return fingerprint(
            *map(str, (self.consultation_id, self.place, self.area_id, self.kind)),
            *map(str, (self.contributor_kind, self.organisation, self.on_behalf)),
            *map(str, sorted(self.code_ids)),
            self.email or "",
            self.text,
        )


def receipt_code(submission_key: str) -> str:
    """Return the secret code for the form with this key; it follows from the key and our secret."""
    return derived_code(RECEIPT_PURPOSE, submission_key)


@writes
def submit(draft: SubmissionDraft, submission_key: str) -> Submission:
    """Store a contribution once: the same key with the same content returns the first one.

    Raises `OtherContent` if the key was used with other content (trust.md 1.4 no. 1).
    """
    moment = now()
    # The series comes first: it serialises writers, so the look for the same key is safe.
    number = next_number(moment)
    earlier = by_submission_key(submission_key)
    if earlier is not None:
        give_number_back(moment)
        if earlier.content_hash != draft.fingerprint():
            raise OtherContent
        return earlier
    submission = _new_submission(draft, submission_key, number, moment)
    db.session.add(submission)
    db.session.flush()
    _add_details(submission, draft, moment)
    _remember(submission, None, None, None, moment)
    return submission


@writes
def change_status(
    submission: Submission, to_status: str, person: Person | None, reason: str | None = None
) -> None:
    """Move a contribution; the only place where a status changes. Raises `NotPossible`."""
    if not can_move(submission, to_status):
        raise NotPossible(f"{submission.status} -> {to_status}")
    before, moment = submission.status, now()
    submission.status = to_status
    if to_status != "published":
        submission.public_text = submission.published_at = None
    submission.decided_at = moment if to_status in ("published", "declined") else None
    submission.decline_reason = reason if to_status == "declined" else None
    _flush(submission)
    if "published" in (before, to_status):
        public_content_changed()
    _remember(submission, before, person, reason, moment)
    if to_status in ("published", "declined"):
        _tell_submitter(submission, to_status)


@writes
def publish(submission: Submission, person: Person, passages: list[tuple[int, int]]) -> None:
    """Make the text public, with the passages [start, end) blackened; the original stays."""
    db.session.execute(delete(Redaction).where(Redaction.submission_id == submission.id))
    for start, end in passages:
        db.session.add(Redaction(submission_id=submission.id, start_at=start, end_at=end))
    submission.public_text = blacken(submission.text or "", passages)
    submission.published_at = now()
    change_status(submission, "published", person)


@writes
def decline(submission: Submission, person: Person, reason: str) -> None:
    """Decline with a reason that the submitter sees."""
    change_status(submission, "declined", person, reason)


@writes
def correct(submission: Submission, text: str) -> None:
    """Replace the text by the submitter's correction; raises `NotPossible` after the review."""
    if not can_correct(submission):
        raise NotPossible("reviewed already")
    submission.text = text
    _flush(submission)


@writes
def add(submission: Submission, text: str) -> None:
    """Add something to a contribution; staff read it. Raises `NotPossible`."""
    if not can_add(submission, len(additions_to(submission.id))):
        raise NotPossible("nothing can be added")
    db.session.add(Addition(submission_id=submission.id, text=text, at=now()))
    db.session.flush()


@writes
def withdraw(submission: Submission) -> None:
    """Delete what the submitter wrote; what statistics need stays (trust.md P5)."""
    if not can_move(submission, "withdrawn"):
        raise NotPossible("withdrawn already")
    submission.text = submission.organisation = None
    submission.content_hash = ""
    change_status(submission, "withdrawn", None)
    for table in (Addition, Redaction, Contact):
        db.session.execute(delete(table).where(table.submission_id == submission.id))
    forget_reasons = update(StatusChange).where(StatusChange.submission_id == submission.id)
    db.session.execute(forget_reasons.values(reason=None))


def due_after(moment: dt.datetime, working_days: int = WORKING_DAYS_TO_DECIDE) -> dt.datetime:
    """Return the end of the working day by which a contribution should be decided."""
    day = add_working_days(to_local(moment).date(), working_days)
    return from_local(day + dt.timedelta(days=1))


def _new_submission(
    draft: SubmissionDraft, submission_key: str, number: int, moment: dt.datetime
) -> Submission:
    return Submission(
        public_number=f"EF-{to_local(moment).year}-{number:06d}",
        submission_key=submission_key,
        content_hash=draft.fingerprint(),
        receipt_hash=keyed_hash(RECEIPT_PURPOSE, receipt_code(submission_key)),
        consultation_id=draft.consultation_id,
        place=draft.place,
        area_id=draft.area_id,
        channel=draft.channel,
        contributor_kind=draft.contributor_kind,
        organisation=draft.organisation,
        on_behalf=draft.on_behalf,
        kind=draft.kind,
        language=draft.language,
        text=draft.text,
        notice_version=NOTICE_VERSION,
        is_example=draft.is_example,
        received_at=moment,
        due_at=due_after(moment),
    )


def _add_details(submission: Submission, draft: SubmissionDraft, moment: dt.datetime) -> None:
    rows = [{"submission_id": submission.id, "code_id": code_id} for code_id in draft.code_ids]
    if rows:
        db.session.execute(insert(CodeHint), rows)
    if draft.email:
        db.session.add(
            Contact(
                submission_id=submission.id,
                email_encrypted=encrypt(draft.email),
                language=draft.language,
                created_at=moment,
            )
        )
        db.session.flush()
        _tell_submitter(submission, "received")


def _remember(
    submission: Submission,
    before: str | None,
    person: Person | None,
    reason: str | None,
    moment: dt.datetime,
) -> None:
    """Write the line of history and keep the counts, which belong to every change of status."""
    line = {
        "submission_id": submission.id,
        "from_status": before,
        "to_status": submission.status,
        "reason": reason,
        "person_id": person.id if person else None,
        "at": moment,
    }
    db.session.execute(insert(StatusChange).values(**line))
    if before is not None:
        count(submission, before, -1)
    count(submission, submission.status, 1)


def _tell_submitter(submission: Submission, event: str) -> None:
    if db.session.get(Contact, submission.id) is not None:
        put_in("submission_mail", {"submission_id": submission.id, "event": event})


def _flush(submission: Submission) -> None:
    try:
        db.session.flush()
    except StaleDataError:
        raise Conflict(submission.public_number) from None
