"""Who may review what."""

import datetime as dt

from app.accounts.models import Person
from app.accounts.policy import is_moderator, may_code_second
from app.moderation.models import SecondCoding
from app.submissions.models import StatusChange, Submission
from app.submissions.policy import BY_SUBMITTER, UNDO_TIME, can_move, is_open

LONGEST_REASON = 2000
LONGEST_NOTE = 1000
LONGEST_RECIPIENT = 200
LONGEST_TEMPLATE = 2000
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
    return is_moderator(person) and submission.status not in BY_SUBMITTER


def may_see_contacts(person: Person) -> bool:
    """Whether this person may see the address that somebody left for news; with a reason."""
    return is_moderator(person)


def can_see_contact(person: Person, submission: Submission) -> bool:
    """Whether the address of this contribution may be seen: not while it is restricted."""
    return may_see_contacts(person) and submission.status not in BY_SUBMITTER


def can_merge(person: Person, submission: Submission) -> bool:
    """Whether this person may put this contribution into a concern: waiting or published ones."""
    return is_moderator(person) and submission.status in ("received", "published")


def can_edit_concerns(person: Person) -> bool:
    """Whether this person may name, split and dissolve concerns."""
    return is_moderator(person)


def can_take_back(person: Person, submission: Submission) -> bool:
    """Whether this person may put what was decided or put aside back into the queue."""
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
    is_waiting = second.state == "coded" and second.submission.status not in BY_SUBMITTER
    return is_moderator(person) and is_waiting


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
