"""Questions about contributions; lists are paged by key."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select, tuple_
from sqlalchemy.orm import joinedload

from app.shared.database import db
from app.shared.paging import Page, Position
from app.shared.secrets import keyed_hashes, read_code
from app.submissions.models import (
    Addition,
    CodeHint,
    Contact,
    KeptText,
    Question,
    Redaction,
    StatusChange,
    Submission,
    SubmissionEvent,
)
from app.submissions.policy import RESTING

RECEIPT_PURPOSE = "receipt code"


@dataclass(frozen=True)
class Message:
    """What the city asked ("question"), or the submitter answered or added, and when (UTC)."""

    kind: str
    text: str
    at: dt.datetime


def by_public_number(number: str) -> Submission | None:
    """Return the contribution with this public number, in whatever state."""
    return db.session.scalar(select(Submission).where(Submission.public_number == number.upper()))


def by_id(submission_id: int) -> Submission | None:
    """Return the contribution, read anew if it is at hand already."""
    return db.session.get(Submission, submission_id)


def by_receipt_code(typed: str) -> Submission | None:
    """Return the contribution that a typed receipt code belongs to."""
    hashes = keyed_hashes(RECEIPT_PURPOSE, read_code(typed))
    return db.session.scalar(select(Submission).where(Submission.receipt_hash.in_(hashes)))


def by_submission_key(key: str) -> Submission | None:
    """Return the contribution that came from the form with this key."""
    return db.session.scalar(select(Submission).where(Submission.submission_key == key))


def history_of(submission_id: int) -> Sequence[StatusChange]:
    """Return the history of a contribution, oldest line first."""
    lines = select(StatusChange).where(StatusChange.submission_id == submission_id)
    return db.session.scalars(lines.order_by(StatusChange.at, StatusChange.id)).all()


def events_of(submission_id: int) -> Sequence[SubmissionEvent]:
    """Return what else happened to a contribution, oldest line first."""
    lines = select(SubmissionEvent).where(SubmissionEvent.submission_id == submission_id)
    return db.session.scalars(lines.order_by(SubmissionEvent.at, SubmissionEvent.id)).all()


def decided_lately(person_id: int, since: dt.datetime) -> Sequence[Submission]:
    """Return what this person decided or put aside since then and still is so; last first."""
    lines = select(Submission).join(StatusChange, StatusChange.submission_id == Submission.id)
    own = lines.where(StatusChange.person_id == person_id, StatusChange.at >= since)
    same = own.where(
        StatusChange.to_status == Submission.status,
        StatusChange.at == func.coalesce(Submission.decided_at, Submission.rests_since),
        StatusChange.cause.is_(None),
    )
    return db.session.scalars(same.order_by(StatusChange.at.desc()).limit(5)).all()


def entry_of(submission: Submission) -> StatusChange | None:
    """Return the line by which it came into its present state; undoing one writes no new one."""
    return _last_into(submission.id, submission.status)


def line_into(submission_id: int, status: str, before_id: int) -> StatusChange | None:
    """Return the last decision that brought it into a status before a line of its history."""
    return _last_into(submission_id, status, before_id)


def line_before(entry: StatusChange) -> StatusChange | None:
    """Return the line by which it came into the resting state that `entry` ended, if it did."""
    if entry.from_status is None or entry.from_status not in RESTING:
        return None
    return _last_into(entry.submission_id, entry.from_status, entry.id)


def resting(status: str, after: Position | None, limit: int) -> Page[Submission]:
    """Return what is put aside in this way, longest first; paged by key."""
    key = tuple_(Submission.rests_since, Submission.id)
    aside = Submission.rests_since.is_not(None)  # written out, so that the partial index is found
    wanted = select(Submission).where(aside, Submission.status == status)
    if after is not None:
        wanted = wanted.where(key > (after.moment, after.id))
    wanted = wanted.options(joinedload(Submission.area))
    oldest_first = wanted.order_by(Submission.rests_since, Submission.id)
    rows = db.session.scalars(oldest_first.limit(limit + 1)).all()
    last = rows[limit - 1] if len(rows) > limit else None
    token = Position(last.rests_since, last.id).token() if last and last.rests_since else None
    return Page(rows[:limit], token)


def entries_of(submissions: Sequence[Submission]) -> dict[int, StatusChange]:
    """Return for each contribution, by id, the line by which it came into its present state."""
    ids = [submission.id for submission in submissions]
    lines = select(StatusChange).join(Submission, Submission.id == StatusChange.submission_id)
    wanted = lines.where(
        StatusChange.submission_id.in_(ids),
        StatusChange.to_status == Submission.status,
        StatusChange.cause.is_(None),
    )
    found = db.session.scalars(wanted.order_by(StatusChange.id))
    return {line.submission_id: line for line in found}


def back_at(moment: dt.datetime) -> Submission | None:
    """Return the first contribution that should be back in the queue by then."""
    due = select(Submission).where(Submission.waits_until <= moment)
    return db.session.scalar(due.order_by(Submission.waits_until, Submission.id).limit(1))


def open_question(submission: Submission) -> Question | None:
    """Return the question that waits for an answer."""
    if submission.status != "asked":
        return None
    asked = select(Question).where(Question.submission_id == submission.id)
    return db.session.scalar(asked.order_by(Question.id.desc()).limit(1))


def messages_of(submission_id: int) -> list[Message]:
    """Return questions, answers and additions in the order in which they came."""
    found = [Message("addition", one.text, one.at) for one in additions_to(submission_id)]
    asked = select(Question).where(Question.submission_id == submission_id)
    for question in db.session.scalars(asked.order_by(Question.id)):
        found.append(Message("question", question.text, question.asked_at))
        if question.answer is not None and question.answered_at is not None:
            found.append(Message("answer", question.answer, question.answered_at))
    return sorted(found, key=lambda message: message.at)


def additions_to(submission_id: int) -> Sequence[Addition]:
    """Return what the submitter added, oldest first."""
    lines = select(Addition).where(Addition.submission_id == submission_id)
    return db.session.scalars(lines.order_by(Addition.at, Addition.id)).all()


def redactions_of(submission_id: int) -> list[tuple[int, int]]:
    """Return the blackened passages of the original text as [start, end) in code points."""
    lines = select(Redaction.start_at, Redaction.end_at)
    rows = db.session.execute(lines.where(Redaction.submission_id == submission_id))
    return sorted((start, end) for start, end in rows)


def kept_texts(submission_id: int) -> dict[int, str]:
    """Return the versions of a text that passages refer to, by version."""
    lines = select(KeptText.version, KeptText.text).where(KeptText.submission_id == submission_id)
    return {row.version: row.text for row in db.session.execute(lines)}


def has_contact(submission_id: int) -> bool:
    """Whether the submitter left an address for news."""
    return db.session.get(Contact, submission_id) is not None


def hints_of(submission_id: int) -> list[int]:
    """Return the ids of the codes that the submitter chose."""
    wanted = select(CodeHint.code_id).where(CodeHint.submission_id == submission_id)
    return list(db.session.scalars(wanted))


def _last_into(
    submission_id: int, status: str, before_id: int | None = None
) -> StatusChange | None:
    lines = select(StatusChange).where(
        StatusChange.submission_id == submission_id,
        StatusChange.to_status == status,
        StatusChange.cause.is_(None),
    )
    if before_id is not None:
        lines = lines.where(StatusChange.id < before_id)
    return db.session.scalar(lines.order_by(StatusChange.id.desc()).limit(1))
