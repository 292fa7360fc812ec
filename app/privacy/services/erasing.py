"""What goes in this room when a contribution is deleted."""

from sqlalchemy import delete, update

from app.privacy.models import ArchiveOffer, LegalHold, PrivacyRequest
from app.privacy.services.ledger import note_erasure
from app.shared.clock import now
from app.shared.database import db
from app.shared.jobs import Job, handles
from app.shared.transactions import writes
from app.submissions.models import Submission
from app.submissions.queries import by_id


@handles("submission_text_changed")
def after_text_changed(job: Job) -> None:
    """Forget what was written about a contribution that is gone, and note in the ledger that it is.

    Done again after a crash, it changes nothing.
    """
    submission = by_id(job.payload["submission_id"])
    if submission is not None and submission.status == "withdrawn":
        forget_words(submission)
        note_erasure(submission.receipt_hash)


@writes
def forget_words(submission: Submission) -> None:
    """Delete the words of requests; that they were answered, and how, stays.

    Who objected and then deleted got what they asked for: nobody has to answer any more.
    """
    own = update(PrivacyRequest).where(PrivacyRequest.submission_id == submission.id)
    waiting = own.where(PrivacyRequest.answered_at.is_(None))
    db.session.execute(waiting.values(outcome="granted", answered_at=now()))
    db.session.execute(own.values(text=None, answer=None))
    for table in (LegalHold, ArchiveOffer):
        db.session.execute(delete(table).where(table.submission_id == submission.id))
