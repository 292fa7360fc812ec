"""What goes when the person who wrote a contribution deletes it (trust.md P5)."""

from sqlalchemy import select, update

from app.councils.models import CouncilMark, Statement
from app.shared.database import db
from app.shared.jobs import Job, handles
from app.shared.transactions import writes
from app.shared.uploads import forget_file
from app.submissions.models import Submission


@handles("submission_text_changed")
def forget_words(job: Job) -> None:
    """Forget what a council noted about a text that is gone, and drafts that quote it perhaps.

    A released statement is the council's own: it stays on its desk, and no page shows it any more.
    """
    wanted = select(Submission.public_number, Submission.status)
    found = wanted.where(Submission.id == job.payload["submission_id"])
    row = db.session.execute(found).one_or_none()
    if row is not None and row.status == "withdrawn":
        _forget(job.payload["submission_id"], row.public_number)


@writes
def _forget(submission_id: int, number: str) -> None:
    marks = update(CouncilMark).where(CouncilMark.submission_id == submission_id)
    db.session.execute(marks.values(done_note=None))
    about = (Statement.subject_kind == "submission") & (Statement.subject_key == number)
    for draft in db.session.scalars(select(Statement).where(about, Statement.status == "draft")):
        file = draft.file
        db.session.delete(draft)
        db.session.flush()
        if file is not None:
            forget_file(file)
