"""Which contribution this browser has open: by its code, at a desk, or in an account."""

from flask import session
from flask_login import current_user

from app.submissions.models import Submission
from app.submissions.policy import may_act_for
from app.submissions.queries import by_public_number, by_submission_key
from app.submissions.queries.own import keeps


def opened() -> Submission | None:
    """Return the open contribution.

    Without the code only who still speaks for its organisation, or keeps it, has it open.
    """
    number = session.get("opened")
    submission = by_public_number(number) if number else None
    if submission is None or not session.get("opened_at_desk"):
        return submission
    if not current_user.is_authenticated:
        return None
    own = keeps(current_user.id, submission.id)
    return submission if own or may_act_for(current_user, submission) else None


def receipted() -> Submission | None:
    """Return the contribution that this browser sent last."""
    kept = session.get("receipt") or {}
    return by_submission_key(kept.get("key", "")) if kept else None
