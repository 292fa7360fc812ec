"""Who may review what."""

import datetime as dt

from app.accounts.models import Person
from app.accounts.policy import is_moderator
from app.submissions.models import StatusChange, Submission
from app.submissions.policy import UNDO_TIME, can_move, is_open

LONGEST_REASON = 2000
LONGEST_NOTE = 1000
LONGEST_RECIPIENT = 200
LONGEST_TEMPLATE = 2000
LONGEST_TITLE = 120


def can_publish(person: Person, submission: Submission) -> bool:
    """Whether this person may publish this contribution now."""
    return is_moderator(person) and can_move(submission, "published")


def can_decline(person: Person, submission: Submission) -> bool:
    """Whether this person may decline this contribution now."""
    return is_moderator(person) and can_move(submission, "declined")


def can_code(person: Person, submission: Submission) -> bool:
    """Whether this person may assign codes: as long as there is a text."""
    return is_moderator(person) and submission.status != "withdrawn"


def can_take_back(person: Person, submission: Submission) -> bool:
    """Whether this person may put what was decided or put aside back into the queue."""
    return is_moderator(person) and can_move(submission, "received")


def can_ask(person: Person, submission: Submission) -> bool:
    """Whether this person may ask the submitter something now."""
    return _can_put_aside(person, submission, "asked")


def can_hold(person: Person, submission: Submission) -> bool:
    """Whether this person may put this contribution aside for later."""
    return _can_put_aside(person, submission, "held")


def can_forward(person: Person, submission: Submission) -> bool:
    """Whether this person may pass this contribution on to an office or council."""
    return _can_put_aside(person, submission, "forwarded")


def can_undo(person: Person, entry: StatusChange | None, moment: dt.datetime) -> bool:
    """Whether this person did what led into the present state, less than ten minutes ago."""
    if entry is None or entry.from_status is None or entry.to_status == "received":
        return False
    own = is_moderator(person) and entry.person_id == person.id
    return own and entry.at >= moment - UNDO_TIME


def _can_put_aside(person: Person, submission: Submission, status: str) -> bool:
    return is_moderator(person) and is_open(submission) and can_move(submission, status)
