"""What may happen to a contribution in which state."""

import datetime as dt

from app.submissions.models import Submission

# From each status, where it may go. Withdrawn is final: the text is gone.
TRANSITIONS: dict[str, frozenset[str]] = {
    "received": frozenset({"published", "declined", "withdrawn"}),
    "published": frozenset({"received", "withdrawn"}),
    "declined": frozenset({"received", "withdrawn"}),
    "withdrawn": frozenset(),
}
# So long a moderator can take a decision back before the submitter hears of it.
UNDO_TIME = dt.timedelta(minutes=10)
SHORTEST_TEXT, LONGEST_TEXT = 3, 5000
LONGEST_ORGANISATION = 200
MOST_ADDITIONS = 20


def can_move(submission: Submission, to_status: str) -> bool:
    """Whether the contribution may change into this status."""
    return to_status in TRANSITIONS[submission.status]


def can_correct(submission: Submission) -> bool:
    """Whether the submitter may still change the text: until it is reviewed."""
    return submission.status == "received"


def can_add(submission: Submission, additions: int) -> bool:
    """Whether the submitter may add something; there is an upper limit against misuse."""
    return submission.status != "withdrawn" and additions < MOST_ADDITIONS


def can_withdraw(submission: Submission) -> bool:
    """Whether the submitter may delete the contribution: at any time, once."""
    return can_move(submission, "withdrawn")
