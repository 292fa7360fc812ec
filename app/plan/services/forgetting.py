"""What goes when the person who wrote a contribution deletes it (trust.md P5)."""

from sqlalchemy import delete

from app.plan.models import Answer
from app.shared.database import db
from app.shared.jobs import Job, handles
from app.shared.transactions import writes
from app.submissions.queries import by_id


@handles("submission_text_changed")
def forget_drafts(job: Job) -> None:
    """Throw away drafts of answers to a text that is gone: they may quote it.

    A released answer is the office's own: it stays at the desk, and no page shows it any more.
    What measures rest on keeps the number of the contribution and none of its words.
    """
    submission = by_id(job.payload["submission_id"])
    if submission is not None and submission.status == "withdrawn":
        _forget(submission.id)


@writes
def _forget(submission_id: int) -> None:
    about = Answer.submission_id == submission_id
    db.session.execute(delete(Answer).where(about, Answer.status == "draft"))
