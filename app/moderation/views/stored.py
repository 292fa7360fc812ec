"""What is stored about a contribution and shown in several parts of its page."""

from dataclasses import dataclass

from flask_login import current_user

from app.guidelines.queries import in_force
from app.moderation.models import Coding
from app.moderation.queries import codings_seen_by
from app.submissions.models import Submission
from app.submissions.queries import hints_of, redactions_of


@dataclass(frozen=True)
class Stored:
    """Codings that the reader may see, codes the submitter wished, passages that are black."""

    codings: list[Coding]
    hints: set[int]
    redactions: list[tuple[int, int]]


def stored_of(submission: Submission) -> Stored:
    """Ask the database for it: once for each page."""
    seen = codings_seen_by(current_user.id, [submission.id]).get(submission.id, [])
    return Stored(seen, in_force(hints_of(submission.id)), redactions_of(submission.id))
