"""Keeping contributions in an account, and letting them go."""

from sqlalchemy import delete

from app.accounts.models import Person
from app.shared.clock import now
from app.shared.database import db
from app.shared.errors import Conflict, NotPossible
from app.shared.transactions import writes
from app.submissions.models import OwnSubmission, Submission


@writes
def keep_in_account(person: Person, submission: Submission) -> None:
    """Put the contribution into the person's account; call it for who has proven its receipt code.

    Raises `NotPossible` if it was deleted, `Conflict` if it is in another account.
    """
    if submission.status == "withdrawn":
        raise NotPossible(submission.status)
    kept = db.session.get(OwnSubmission, submission.id)
    if kept is None:
        db.session.add(
            OwnSubmission(submission_id=submission.id, person_id=person.id, kept_at=now())
        )
        db.session.flush()
    elif kept.person_id != person.id:
        raise Conflict(submission.public_number)


@writes
def let_go_of(person: Person, submission: Submission) -> None:
    """Take the contribution out of the account; its receipt code still finds it."""
    ours = (OwnSubmission.submission_id == submission.id) & (OwnSubmission.person_id == person.id)
    db.session.execute(delete(OwnSubmission).where(ours))


@writes
def let_go_of_all(person: Person) -> None:
    """Empty the account, because it is closed."""
    db.session.execute(delete(OwnSubmission).where(OwnSubmission.person_id == person.id))
