"""Writing an official answer, releasing it, taking it back; each leaves a line in the audit trail.

An answer to a concern is for all contributions that belong to it, also those that join later.
"""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select

from app.accounts.models import Person
from app.accounts.services import record
from app.moderation.models import ConcernMember
from app.plan.models import Answer
from app.plan.policy import can_edit_answer, can_withdraw_answer, may_answer_for
from app.plan.queries.subjects import Subject, is_subject_public
from app.shared.clock import now
from app.shared.database import db
from app.shared.errors import NotPossible
from app.shared.page_cache import public_content_changed
from app.shared.transactions import writes
from app.shared.versions import expect_version, flush_or_conflict
from app.submissions.models import Submission
from app.submissions.policy import BY_SUBMITTER
from app.submissions.services import note_event, tell_submitter

RELEASED, OF_CONCERN, WITHDRAWN = "answer_released", "concern_answered", "answer_withdrawn"


@dataclass(frozen=True)
class AnswerDraft:
    """What is answered, in whose name, on which day, and by which measure if there is one."""

    text: str
    office_id: int
    answered_on: dt.date
    measure_id: int | None = None


@writes
def create_answer(
    person: Person, subject: Subject, draft: AnswerDraft, *, is_example: bool = False
) -> Answer:
    """Store a draft; raise `NotPossible` unless the person may answer for the office."""
    _allow(person, draft)
    answer = Answer(status="draft", created_by_id=person.id, is_example=is_example)
    if subject.kind == "concern":
        answer.concern_id = subject.id
    else:
        answer.submission_id = subject.id
    _fill(answer, draft)
    db.session.add(answer)
    db.session.flush()
    record(person.id, "answer written", f"answer:{answer.id}")
    return answer


@writes
def change_answer(
    person: Person, answer: Answer, expected_version: int, draft: AnswerDraft
) -> None:
    """Change a draft; raise `Conflict` if somebody else was quicker, or `NotPossible`."""
    _expect(person, answer, expected_version)
    _allow(person, draft)
    _fill(answer, draft)
    flush_or_conflict("answer")
    record(person.id, "answer changed", f"answer:{answer.id}")


@writes
def release_answer(person: Person, answer: Answer, expected_version: int) -> None:
    """Make a draft public and tell who wrote; from then on nobody changes it.

    Raises `Conflict`, or `NotPossible`, also if what it answers is not public any more.
    """
    _expect(person, answer, expected_version)
    if not is_subject_public(answer):
        raise NotPossible("not public")
    answer.status = "released"
    answer.released_at = answer.changed_at = now()
    flush_or_conflict("answer")
    record(person.id, "answer released", f"answer:{answer.id}")
    for submission_id in _tell(answer, OF_CONCERN if answer.concern_id else RELEASED):
        tell_submitter(submission_id, "answer")


@writes
def withdraw_answer(person: Person, answer: Answer, expected_version: int, reason: str) -> None:
    """Take a released answer back; that it was there stays public, with the reason."""
    expect_version(answer, expected_version, f"answer {answer.id}")
    if not can_withdraw_answer(person, answer):
        raise NotPossible(answer.status)
    answer.status, answer.withdrawal_reason = "withdrawn", reason
    answer.withdrawn_at = answer.changed_at = now()
    flush_or_conflict("answer")
    record(person.id, "answer withdrawn", f"answer:{answer.id}")
    _tell(answer, WITHDRAWN)


@writes
def discard_answer(person: Person, answer: Answer, expected_version: int) -> None:
    """Throw a draft away; raise `Conflict` or `NotPossible`."""
    _expect(person, answer, expected_version)
    number = answer.id
    db.session.delete(answer)
    flush_or_conflict("answer")
    record(person.id, "answer discarded", f"answer:{number}")


def _expect(person: Person, answer: Answer, expected_version: int) -> None:
    expect_version(answer, expected_version, f"answer {answer.id}")
    if not can_edit_answer(person, answer):
        raise NotPossible(answer.status)


def _allow(person: Person, draft: AnswerDraft) -> None:
    if not may_answer_for(person, draft.office_id):
        raise NotPossible("another office")


def _fill(answer: Answer, draft: AnswerDraft) -> None:
    answer.text, answer.office_id = draft.text, draft.office_id
    answer.answered_on, answer.measure_id = draft.answered_on, draft.measure_id
    answer.changed_at = now()


def _tell(answer: Answer, kind: str) -> list[int]:
    """Write it into the history of every contribution that is answered; return their ids.

    Whoever deleted or restricted their contribution hears nothing of it.
    """
    wanted = select(Submission.id).where(Submission.status.not_in(BY_SUBMITTER))
    if answer.concern_id is None:
        wanted = wanted.where(Submission.id == answer.submission_id)
    else:
        members = select(ConcernMember.submission_id)
        members = members.where(ConcernMember.concern_id == answer.concern_id)
        wanted = wanted.where(Submission.id.in_(members))
    found = list(db.session.scalars(wanted.order_by(Submission.id)))
    place = f":{answer.concern.public_number}" if answer.concern else ""
    for submission_id in found:
        note_event(submission_id, kind, f"answer:{answer.id}{place}", answer.office.name)
    public_content_changed()
    return found
