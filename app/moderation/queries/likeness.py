"""Contributions that may say the same."""

from collections.abc import Sequence

from sqlalchemy import select

from app.moderation.models import Likeness, TextProfile
from app.shared.database import db
from app.submissions.models import Submission
from app.submissions.policy import OPEN


def alike(submission_id: int, limit: int = 3) -> Sequence[Submission]:
    """Return open and published contributions that may say the same, most similar first."""
    wanted = select(Submission).join(Likeness, Likeness.other_id == Submission.id)
    open_ones = wanted.where(
        Likeness.submission_id == submission_id, Submission.status.in_((*OPEN, "published"))
    )
    return db.session.scalars(open_ones.order_by(Likeness.score.desc()).limit(limit)).all()


def is_compared(submission_id: int) -> bool:
    """Whether the worker has looked for contributions that say the same as this one."""
    return db.session.get(TextProfile, submission_id) is not None
