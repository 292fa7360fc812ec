"""What moderators tell each other: who is on what, marks, and saved views of the queue."""

import datetime as dt

from sqlalchemy import delete, select

from app.accounts.models import Person
from app.moderation.models import Claim, Mark, SavedView
from app.shared.clock import now
from app.shared.database import db, insert_or, table_of
from app.shared.errors import NotPossible
from app.shared.transactions import writes
from app.submissions.models import Submission

CLAIM_TIME = dt.timedelta(minutes=10)
MOST_VIEWS = 20


@writes
def claim(person: Person, submission: Submission) -> None:
    """Tell colleagues that this person is on it, for ten minutes; the last one counts."""
    values = {"submission_id": submission.id, "person_id": person.id, "until": now() + CLAIM_TIME}
    inserted = insert_or(table_of(Claim)).values(**values)
    db.session.execute(
        inserted.on_conflict_do_update(index_elements=["submission_id"], set_=values)
    )


@writes
def release(person: Person, submission: Submission) -> None:
    """Tell colleagues that this person has let go of it."""
    own = (Claim.submission_id == submission.id) & (Claim.person_id == person.id)
    db.session.execute(delete(Claim).where(own))


@writes
def set_mark(submission_id: int, kind: str, person: Person | None = None) -> None:
    """Mark a contribution for a closer look; marking it again changes nothing."""
    values = {"submission_id": submission_id, "kind": kind, "at": now()}
    values |= {"person_id": person.id if person else None}
    db.session.execute(insert_or(table_of(Mark)).values(**values).on_conflict_do_nothing())


@writes
def take_mark_off(submission_id: int, kind: str) -> None:
    """Take a mark off again."""
    same = (Mark.submission_id == submission_id) & (Mark.kind == kind)
    db.session.execute(delete(Mark).where(same))


@writes
def save_view(person: Person, name: str, query: str) -> None:
    """Keep filters under a name, in place of an earlier view with this name.

    Raises `NotPossible` when the person has twenty views already.
    """
    own = db.session.scalars(select(SavedView).where(SavedView.person_id == person.id)).all()
    known = next((view for view in own if view.name == name), None)
    if known is not None:
        known.query = query
    elif len(own) >= MOST_VIEWS:
        raise NotPossible("too many views")
    else:
        db.session.add(SavedView(person_id=person.id, name=name, query=query))
    db.session.flush()


@writes
def forget_view(person: Person, view_id: int) -> None:
    """Delete a view of this person's; nothing happens if it is gone or somebody else's."""
    own = (SavedView.id == view_id) & (SavedView.person_id == person.id)
    db.session.execute(delete(SavedView).where(own))
