"""What may happen to a contribution in which state."""

import datetime as dt

from app.accounts.models import Person
from app.accounts.policy import is_in_an_organisation, is_moderator, speaks_for
from app.submissions.models import ImportFile, Submission, Workshop

# Not decided yet: in the queue, or put aside until somebody answers or a day comes.
RESTING = ("asked", "held", "forwarded")
OPEN = ("received", *RESTING)
DECIDED = ("published", "declined")
# Where the submitter alone brings it: kept and nothing else (Art. 18 GDPR), or deleted.
BY_SUBMITTER = ("restricted", "withdrawn")
# From each status, where it may go. From a decided one into a resting one leads only the undoing
# of the decision. A restricted one goes back only where it came from, by lifting the restriction.
# Withdrawn is final: the text is gone.
TRANSITIONS: dict[str, frozenset[str]] = {
    "received": frozenset({*RESTING, *DECIDED, *BY_SUBMITTER}),
    "asked": frozenset({"received", "held", "forwarded", *DECIDED, *BY_SUBMITTER}),
    "held": frozenset({"received", "asked", "forwarded", *DECIDED, *BY_SUBMITTER}),
    "forwarded": frozenset({"received", "asked", "held", *DECIDED, *BY_SUBMITTER}),
    "published": frozenset({*OPEN, *BY_SUBMITTER}),
    "declined": frozenset({*OPEN, *BY_SUBMITTER}),
    "restricted": frozenset({"withdrawn"}),
    "withdrawn": frozenset(),
}
# What the submitter hears of, if there is an address.
TOLD = ("asked", "forwarded", *DECIDED)
# After these no mail is planned any more, and the address is deleted.
LAST_NEWS = ("declined",)
# Told when it can no longer be undone, like decisions.
TOLD_LATER = (*TOLD, "concern_joined")
# A question waits so long for its answer, then the contribution is decided without one.
DAYS_TO_ANSWER = 14
# So long a moderator can take a decision back before the submitter hears of it.
UNDO_TIME = dt.timedelta(minutes=10)
SHORTEST_TEXT, LONGEST_TEXT = 3, 5000
LONGEST_ORGANISATION = 200
MOST_ADDITIONS = 20


def can_move(submission: Submission, to_status: str) -> bool:
    """Whether the contribution may change into this status."""
    return to_status in TRANSITIONS[submission.status]


def is_open(submission: Submission) -> bool:
    """Whether nobody has decided about the contribution yet."""
    return submission.status in OPEN


def can_correct(submission: Submission) -> bool:
    """Whether the submitter may still change the text: until it is reviewed or passed on."""
    return is_open(submission) and submission.status != "forwarded"


def can_answer(submission: Submission) -> bool:
    """Whether a question to the submitter is open."""
    return submission.status == "asked"


def can_add(submission: Submission, additions: int) -> bool:
    """Whether the submitter may add something; there is an upper limit against misuse."""
    return submission.status not in BY_SUBMITTER and additions < MOST_ADDITIONS


def can_restrict(submission: Submission) -> bool:
    """Whether the submitter may have the contribution kept and nothing else done with it."""
    return can_move(submission, "restricted")


def can_lift(submission: Submission) -> bool:
    """Whether a restriction can be lifted."""
    return submission.status == "restricted"


def may_hold_workshops(person: Person) -> bool:
    """Whether the person may key in notes of workshops: of an organisation, or of the city."""
    return is_moderator(person) or is_in_an_organisation(person)


def may_enter_notes(person: Person, workshop: Workshop) -> bool:
    """Whether the person may key in the notes of this workshop; the city's are the moderators'."""
    if workshop.organisation_id is None:
        return is_moderator(person)
    return workshop.organisation_id in {organisation.id for organisation in speaks_for(person)}


def may_act_for(person: Person, submission: Submission) -> bool:
    """Whether the person may do with the contribution what its receipt code allows."""
    return submission.organisation_id in {organisation.id for organisation in speaks_for(person)}


def can_withdraw(submission: Submission) -> bool:
    """Whether the submitter may delete the contribution: at any time, once."""
    return can_move(submission, "withdrawn")


def importing_organisations(person: Person) -> frozenset[int]:
    """Return the ids of the verified organisations in whose name the person may send many."""
    held = (grant.organisation for grant in person.current_grants)
    return frozenset(known.id for known in held if known is not None and known.verified_at)


def may_import(person: Person) -> bool:
    """Whether the person may send many contributions at once: verified organisations and staff."""
    return is_moderator(person) or bool(importing_organisations(person))


def may_see_import(person: Person, import_file: ImportFile) -> bool:
    """Whether the import is the person's business: their organisation's, or staff."""
    return is_moderator(person) or import_file.organisation_id in importing_organisations(person)


def can_undo_import(import_file: ImportFile) -> bool:
    """Whether the import may be taken back: once, after it is complete."""
    return import_file.state == "done"


def can_discard_import(import_file: ImportFile) -> bool:
    """Whether the import may be thrown away, because nothing of it was taken over yet."""
    return import_file.state in ("uploaded", "checked")
