"""Verbs on contributions. Everything belonging to one change happens in one transaction."""

from sqlalchemy import delete, update

from app.accounts.models import Person
from app.shared.clock import from_local, now, to_local
from app.shared.database import db
from app.shared.errors import NotPossible
from app.shared.jobs import put_in
from app.shared.text import blacken
from app.shared.transactions import writes
from app.submissions.models import (
    Addition,
    Contact,
    KeptText,
    LockedText,
    OwnSubmission,
    Question,
    Redaction,
    StatusChange,
    Submission,
    SubmissionEvent,
)
from app.submissions.policy import can_add, can_correct, can_move
from app.submissions.queries import additions_to
from app.submissions.services.changing import change_status, flush
from app.submissions.services.counting import recount
from app.submissions.services.history import (
    NOTHING_SAID,
    Why,
    note_event,
    stop_news,
    tell_submitter,
)
from app.submissions.services.notice import Notice, current_notice, notice_with, notices
from app.submissions.services.resting import (
    answer,
    ask,
    bring_back_due,
    come_back,
    forward,
    hold,
    undo,
)
from app.submissions.services.restricting import lift_restriction, restrict
from app.submissions.services.similar import finds_similar, similar_published
from app.submissions.services.submitting import (
    OtherContent,
    SubmissionDraft,
    due_after,
    receipt_code,
    submit,
)
from app.submissions.services.voices import add_voice, voice_key

__all__ = [
    "Notice",
    "OtherContent",
    "SubmissionDraft",
    "Why",
    "add_voice",
    "answer",
    "ask",
    "bring_back_due",
    "change_status",
    "current_notice",
    "due_after",
    "finds_similar",
    "forward",
    "hold",
    "lift_restriction",
    "note_event",
    "notice_with",
    "notices",
    "receipt_code",
    "recount",
    "restrict",
    "similar_published",
    "stop_news",
    "submit",
    "tell_submitter",
    "undo",
    "voice_key",
]


# What people wrote about or to a contribution, beside its history.
WITH_WORDS = (Addition, Question, Redaction, Contact, KeptText, LockedText, SubmissionEvent)
BESIDE = (*WITH_WORDS, OwnSubmission)


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
def decline(
    submission: Submission, person: Person, reason: str, rule_key: str | None = None
) -> None:
    """Decline with a reason that the submitter sees; the key names the house rule behind it."""
    change_status(submission, "declined", person, Why(reason=reason, rule_key=rule_key))


@writes
def correct(submission: Submission, text: str) -> None:
    """Replace the text by the submitter's correction; raises `NotPossible` after the review."""
    if not can_correct(submission):
        raise NotPossible("reviewed already")
    submission.text = text
    submission.text_version += 1
    flush(submission)
    put_in("submission_text_changed", {"submission_id": submission.id})
    come_back(submission, "correction")


@writes
def keep_text(submission: Submission) -> None:
    """Keep this version of the text, because passages of it are about to be referred to."""
    if db.session.get(KeptText, (submission.id, submission.text_version)) is None:
        version, text = submission.text_version, submission.text or ""
        db.session.add(KeptText(submission_id=submission.id, version=version, text=text))
        db.session.flush()


@writes
def add(submission: Submission, text: str) -> None:
    """Add something to a contribution; staff read it. Raises `NotPossible`."""
    if not can_add(submission, len(additions_to(submission.id))):
        raise NotPossible("nothing can be added")
    db.session.add(Addition(submission_id=submission.id, text=text, at=now()))
    db.session.flush()
    come_back(submission, "addition")


@writes
def withdraw(submission: Submission, why: Why = NOTHING_SAID) -> None:
    """Delete what the submitter wrote; what statistics need stays (trust.md P5).

    With a cause it was not the submitter who deleted it: an objection, or the time to keep it.
    """
    if not can_move(submission, "withdrawn"):
        raise NotPossible("withdrawn already")
    submission.text = submission.organisation = None
    submission.content_hash = ""
    month = to_local(submission.received_at).date().replace(day=1)
    submission.received_at = submission.due_at = from_local(month)
    change_status(submission, "withdrawn", None, why)
    for table in BESIDE:
        db.session.execute(delete(table).where(table.submission_id == submission.id))
    put_in("submission_text_changed", {"submission_id": submission.id})
    forget_reasons = update(StatusChange).where(StatusChange.submission_id == submission.id)
    db.session.execute(forget_reasons.values(reason=None, note=None, recipient=None))
