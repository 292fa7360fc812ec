"""Who may review what."""

from app.accounts.models import Person
from app.accounts.policy import is_moderator, may_code_second
from app.moderation.models import SecondCoding
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


def can_see_codes(person: Person, second: SecondCoding | None) -> bool:
    """Whether this person may see the codes: until a second coding is settled, who made them."""
    return second is None or second.state == "settled" or second.first_coder_id == person.id


def can_change_codes(person: Person, second: SecondCoding | None) -> bool:
    """Whether codes may be changed: while a second coder is awaited, by the first one alone.

    Once the second coder has chosen, nobody changes them until the difference is settled.
    """
    if second is None or second.state == "settled":
        return True
    return second.state == "open" and second.first_coder_id == person.id


def can_code_second(person: Person, second: SecondCoding) -> bool:
    """Whether this person may be the second coder of this published contribution."""
    is_another = second.first_coder_id != person.id
    is_waiting = second.state == "open" and second.submission.status == "published"
    return may_code_second(person) and is_another and is_waiting


def can_settle(person: Person, second: SecondCoding) -> bool:
    """Whether this person may decide which codes are valid where two coders differ."""
    is_waiting = second.state == "coded" and second.submission.status != "withdrawn"
    return is_moderator(person) and is_waiting
