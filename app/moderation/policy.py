"""Who may review what."""

from app.accounts.models import Person
from app.accounts.policy import is_moderator
from app.submissions.models import Submission
from app.submissions.policy import can_move

LONGEST_REASON = 2000
LONGEST_NOTE = 1000
SHORTEST_TITLE, LONGEST_TITLE = 3, 120
# Fewer contributions than this are no concern: the last one would only repeat itself.
FEWEST_IN_CONCERN = 2


def can_publish(person: Person, submission: Submission) -> bool:
    """Whether this person may publish this contribution now."""
    return is_moderator(person) and can_move(submission, "published")


def can_decline(person: Person, submission: Submission) -> bool:
    """Whether this person may decline this contribution now."""
    return is_moderator(person) and can_move(submission, "declined")


def can_code(person: Person, submission: Submission) -> bool:
    """Whether this person may assign codes: as long as there is a text."""
    return is_moderator(person) and submission.status != "withdrawn"


def can_merge(person: Person, submission: Submission) -> bool:
    """Whether this person may put this contribution into a concern: waiting or published ones."""
    return is_moderator(person) and submission.status in ("received", "published")


def can_edit_concerns(person: Person) -> bool:
    """Whether this person may name, split and dissolve concerns."""
    return is_moderator(person)


def can_take_back(person: Person, submission: Submission) -> bool:
    """Whether this person may put a decided contribution back into the queue."""
    return is_moderator(person) and can_move(submission, "received")
