"""Restricting a contribution and lifting that, with all that hangs on it in other rooms."""

from app.moderation.services import make_findable_again, make_unfindable, note_concepts
from app.shared.transactions import writes
from app.submissions import services as submissions
from app.submissions.models import Submission


@writes
def restrict(submission: Submission) -> None:
    """Keep it and do nothing else with it: hidden from everybody at once. Raises `NotPossible`."""
    submissions.restrict(submission)
    make_unfindable(submission)


@writes
def lift(submission: Submission) -> None:
    """Put it back as it was, also for readers if it was published. Raises `NotPossible`."""
    submissions.lift_restriction(submission)
    if submission.status == "published":
        note_concepts(submission)
    make_findable_again(submission)
