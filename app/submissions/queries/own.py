"""Questions about the contributions in somebody's account."""

from sqlalchemy import select, tuple_
from sqlalchemy.orm import joinedload

from app.shared.database import db
from app.shared.paging import Page, Position
from app.submissions.models import OwnSubmission, Submission


def keeps(person_id: int, submission_id: int) -> bool:
    """Whether the contribution is in the person's account."""
    kept = db.session.get(OwnSubmission, submission_id)
    return kept is not None and kept.person_id == person_id


def own_contributions(person_id: int, position: Position | None, limit: int) -> Page[Submission]:
    """Return what is in the person's account, kept last first."""
    wanted = select(Submission, OwnSubmission.kept_at).join(OwnSubmission)
    wanted = wanted.where(OwnSubmission.person_id == person_id)
    key = tuple_(OwnSubmission.kept_at, OwnSubmission.submission_id)
    if position is not None:
        wanted = wanted.where(key < (position.moment, position.id))
    newest = wanted.order_by(OwnSubmission.kept_at.desc(), OwnSubmission.submission_id.desc())
    rows = db.session.execute(newest.options(joinedload(Submission.area)).limit(limit + 1)).all()
    found = [row[0] for row in rows[:limit]]
    if len(rows) <= limit:
        return Page(found, None)
    return Page(found, Position(rows[limit - 1].kept_at, found[-1].id).token())


def own_numbers(person_id: int) -> list[str]:
    """Return the public numbers of what is in the person's account, for "my data"."""
    wanted = select(Submission.public_number).join(OwnSubmission)
    wanted = wanted.where(OwnSubmission.person_id == person_id)
    return list(db.session.scalars(wanted.order_by(Submission.id)))
