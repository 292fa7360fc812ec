"""What members of a council may do."""

from app.accounts.models import Person
from app.accounts.policy import councils_of
from app.councils.models import Statement
from app.submissions.models import Submission

LONGEST_STATEMENT, LONGEST_LABEL, LONGEST_NOTE, LONGEST_REASON = 20_000, 120, 500, 500


def can_read(person: Person, submission: Submission) -> bool:
    """Whether the contribution is about an Ortsteil of a council that the person speaks for.

    Published or not; a deleted one is gone for councils as well.
    """
    council = submission.area.council_id if submission.area else None
    return council in councils_of(person) and submission.status != "withdrawn"


def can_edit(person: Person, statement: Statement) -> bool:
    """Whether the person may change, release or throw away the draft: any member of the council."""
    return statement.council_id in councils_of(person) and statement.status == "draft"


def can_withdraw(person: Person, statement: Statement) -> bool:
    """Whether the person may take the released statement back: any member of the council."""
    return statement.council_id in councils_of(person) and statement.status == "released"
