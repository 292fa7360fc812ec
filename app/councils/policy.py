"""Who may do what at the desk of a council, with proposals and hearings."""

from app.accounts.models import Person
from app.accounts.policy import councils_of, is_moderator, offices_of
from app.councils.models import Hearing, HearingReply, Proposal, Statement
from app.submissions.models import Submission
from app.submissions.policy import BY_SUBMITTER

LONGEST_TITLE, LONGEST_TEXT, LONGEST_NUMBER = 200, 20_000, 60
MOST_GROUNDS = 50
LONGEST_STATEMENT, LONGEST_LABEL, LONGEST_NOTE, LONGEST_REASON = 20_000, 120, 500, 500


def can_read(person: Person, submission: Submission) -> bool:
    """Whether the contribution is about an Ortsteil of a council that the person speaks for.

    Published or not; one that its writer deleted or restricted is not there for councils either.
    """
    council = submission.area.council_id if submission.area else None
    return council in councils_of(person) and submission.status not in BY_SUBMITTER


def can_edit(person: Person, statement: Statement) -> bool:
    """Whether the person may change, release or throw away the draft: any member of the council."""
    return statement.council_id in councils_of(person) and statement.status == "draft"


def can_withdraw(person: Person, statement: Statement) -> bool:
    """Whether the person may take the released statement back: any member of the council."""
    return statement.council_id in councils_of(person) and statement.status == "released"


def works_on_deadlines(person: Person) -> bool:
    """Whether the person follows proposals for the city: planners and moderators."""
    return is_moderator(person) or "planner" in person.roles


def can_write_proposal(person: Person, proposal: Proposal) -> bool:
    """Whether the person may change this draft: any member of its council."""
    return proposal.status == "draft" and proposal.council_id in councils_of(person)


def can_submit(person: Person, proposal: Proposal) -> bool:
    """Whether the person may hand the draft in: who speaks for the council as its mayor."""
    return can_write_proposal(person, proposal) and is_mayor_of(person, proposal.council_id)


def is_mayor_of(person: Person, council_id: int) -> bool:
    """Whether the person is mayor of this council today; deputies hold the same role."""
    grants = person.current_grants
    return any(g.role == "district_mayor" and g.council_id == council_id for g in grants)


def can_decide(person: Person, proposal: Proposal) -> bool:
    """Whether the person may record the decision: planners of its office, moderators."""
    if proposal.status != "submitted":
        return False
    return is_moderator(person) or proposal.office_id in offices_of(person)


def can_see_proposal(person: Person, proposal: Proposal) -> bool:
    """Whether the person may open the page of this proposal at the desks."""
    if proposal.council_id in councils_of(person):
        return True
    return proposal.status != "draft" and works_on_deadlines(person)


def takes_part_in_hearings(person: Person) -> bool:
    """Whether the person asks in hearings or is asked: planners, moderators, councils."""
    return works_on_deadlines(person) or bool(councils_of(person))


def can_read_hearing(person: Person, hearing: Hearing) -> bool:
    """Whether the person may open the documents of this hearing before it is closed."""
    asked = {reply.council_id for reply in hearing.replies}
    return works_on_deadlines(person) or bool(asked & councils_of(person))


def can_answer(person: Person, reply: HearingReply) -> bool:
    """Whether the person may answer a hearing for this council, also late, until it is closed."""
    return reply.hearing.status == "open" and reply.council_id in councils_of(person)


def can_close(person: Person, hearing: Hearing) -> bool:
    """Whether the person may close the hearing, which makes it public."""
    return works_on_deadlines(person) and hearing.status == "open"
