"""Objections: taken in with a clock, and answered."""

from app.accounts.models import Person
from app.accounts.services import record
from app.privacy.models import PrivacyRequest
from app.privacy.policy import answer_due, can_answer, can_object
from app.privacy.queries import requests_about
from app.shared.clock import now, today
from app.shared.database import db
from app.shared.errors import NotPossible
from app.shared.transactions import writes
from app.shared.versions import flush_or_conflict
from app.submissions.models import Submission
from app.submissions.policy import can_withdraw
from app.submissions.services import Why, tell_submitter, withdraw


@writes
def object_to(submission: Submission, text: str) -> PrivacyRequest:
    """Take an objection in; its answer is due in a month. Raises `NotPossible`."""
    if not can_object(submission, requests_about(submission.id)):
        raise NotPossible(submission.status)
    request = PrivacyRequest(submission_id=submission.id, text=text, received_at=now())
    request.due_on = answer_due(today())
    db.session.add(request)
    db.session.flush()
    return request


@writes
def answer(person: Person, request: PrivacyRequest, outcome: str, text: str) -> None:
    """Keep the answer for the submitter; a granted objection deletes the contribution.

    Raises `NotPossible` if it is answered already, `Conflict` if that happens meanwhile.
    """
    db.session.refresh(request)
    if not can_answer(person, request):
        raise NotPossible("answered already")
    submission = request.submission
    request.outcome, request.answer = outcome, text
    request.answered_at, request.answered_by_id = now(), person.id
    flush_or_conflict(submission.public_number)
    record(person.id, f"objection {outcome}", submission.public_number)
    tell_submitter(submission.id, "objection")
    if outcome == "granted" and can_withdraw(submission):
        withdraw(submission, Why(cause="objection"))
