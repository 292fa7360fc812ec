"""Putting a contribution aside and back: ask the submitter, hold, forward, undo."""

import datetime as dt

from sqlalchemy import delete

from app.accounts.models import Person
from app.shared.clock import from_local, now, today
from app.shared.database import db
from app.shared.errors import NotPossible
from app.shared.idle import when_idle
from app.shared.transactions import writes
from app.submissions.models import Question, StatusChange, Submission
from app.submissions.policy import DAYS_TO_ANSWER, can_answer
from app.submissions.queries import back_at, entry_of, line_before, open_question
from app.submissions.services.changing import change_status
from app.submissions.services.history import Why

CAUSE_OF_RETURN = {"asked": "no_answer", "held": "date"}


@writes
def ask(submission: Submission, person: Person, text: str) -> None:
    """Ask the submitter something; without an answer it comes back after `DAYS_TO_ANSWER`."""
    until = from_local(today() + dt.timedelta(days=DAYS_TO_ANSWER + 1))
    change_status(submission, "asked", person, Why(until=until))
    db.session.add(Question(submission_id=submission.id, text=text, asked_at=now()))
    db.session.flush()


@writes
def answer(submission: Submission, text: str) -> None:
    """Keep the submitter's answer; the contribution is in the queue again. Raises `NotPossible`."""
    question = open_question(submission)
    if question is None:
        raise NotPossible("no question is open")
    question.answer, question.answered_at = text, now()
    come_back(submission, "answer")


@writes
def hold(submission: Submission, person: Person, note: str, until: dt.datetime | None) -> None:
    """Put aside with a note for colleagues, for good or until a moment."""
    change_status(submission, "held", person, Why(note=note, until=until))


@writes
def forward(submission: Submission, person: Person, recipient: str, note: str | None) -> None:
    """Note that an office or council has it now; the submitter sees to whom it went."""
    change_status(submission, "forwarded", person, Why(recipient=recipient, note=note))


@writes
def undo(submission: Submission, person: Person) -> None:
    """Go back to where it was before the last action, as it was there. Raises `NotPossible`."""
    entry = entry_of(submission)
    if entry is None or entry.from_status is None:
        raise NotPossible("nothing to undo")
    if submission.status == "asked":
        _unask(submission)
    change_status(submission, entry.from_status, person, _as_before(line_before(entry)))


@writes
def come_back(submission: Submission, cause: str) -> None:
    """Bring a contribution whose submitter was asked back into the queue; others stay."""
    if can_answer(submission):
        change_status(submission, "received", None, Why(cause=cause))


@when_idle
def bring_back_due() -> bool:
    """Bring the next contribution back whose time has come; return whether there was one."""
    submission = back_at(now())
    if submission is not None:
        _bring_back(submission)
    return submission is not None


@writes
def _bring_back(submission: Submission) -> None:
    db.session.refresh(submission)
    cause = CAUSE_OF_RETURN.get(submission.status)
    if cause and submission.waits_until and submission.waits_until <= now():
        change_status(submission, "received", None, Why(cause=cause))


def _unask(submission: Submission) -> None:
    question = open_question(submission)
    if question is not None:
        db.session.execute(delete(Question).where(Question.id == question.id))


def _as_before(line: StatusChange | None) -> Why:
    """What was said when the contribution came into the state that it goes back to."""
    if line is None:
        return Why(cause="undo")
    said = {"reason": line.reason, "note": line.note, "recipient": line.recipient}
    return Why(cause="undo", until=line.waits_until, since=line.at, **said)
