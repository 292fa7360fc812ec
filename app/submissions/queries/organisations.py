"""What an organisation sent, what became of it, and the notes of its workshops."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, case, func, select
from sqlalchemy.orm import joinedload

from app.shared.database import db
from app.shared.paging import Page, Position
from app.submissions.models import Question, Submission, Workshop


@dataclass(frozen=True)
class SentFigures:
    """How much an organisation sent, for how many people it stands, and what was passed on."""

    contributions: int
    voices: int
    relayed: int
    by_status: dict[str, int]


def sent_by(organisation_id: int, after: Position | None, limit: int) -> Page[Submission]:
    """Return what was sent in the organisation's name, newest first; paged by key."""
    wanted = select(Submission).where(Submission.organisation_id == organisation_id)
    return _newest_first(wanted, after, limit)


def notes_of(workshop_id: int, after: Position | None, limit: int) -> Page[Submission]:
    """Return the notes of a workshop, the last one first; paged by key."""
    return _newest_first(
        select(Submission).where(Submission.workshop_id == workshop_id), after, limit
    )


def figures_sent_by(organisation_id: int) -> SentFigures:
    """Return the figures of everything that was sent in the organisation's name."""
    return _figures(Submission.organisation_id == organisation_id)


def figures_of_workshop(workshop_id: int) -> SentFigures:
    """Return the figures of the notes of a workshop."""
    return _figures(Submission.workshop_id == workshop_id)


def questions_to(organisation_id: int, limit: int = 20) -> Sequence[tuple[Submission, Question]]:
    """Return the questions of the city that the organisation has not answered, oldest first."""
    latest = select(func.max(Question.id)).where(Question.submission_id == Submission.id)
    wanted = select(Submission, Question).join(Question, Question.submission_id == Submission.id)
    wanted = wanted.where(
        Submission.organisation_id == organisation_id,
        Submission.status == "asked",
        Question.id == latest.correlate(Submission).scalar_subquery(),
    )
    rows = db.session.execute(wanted.order_by(Question.asked_at).limit(limit))
    return [(row[0], row[1]) for row in rows]


def workshop_by_id(workshop_id: int) -> Workshop | None:
    """Return the workshop with this id."""
    return db.session.get(Workshop, workshop_id)


def workshops_of(
    organisation_ids: Sequence[int], with_city: bool, after: Position | None, limit: int
) -> Page[Workshop]:
    """Return the workshops of these organisations, and the city's own ones if wanted."""
    theirs = Workshop.organisation_id.in_(organisation_ids)
    mine = theirs | Workshop.organisation_id.is_(None) if with_city else theirs
    wanted = select(Workshop).where(mine).order_by(Workshop.id.desc())
    if after is not None:
        wanted = wanted.where(Workshop.id < after.id)
    rows = db.session.scalars(wanted.options(joinedload(Workshop.area)).limit(limit + 1)).all()
    last = rows[limit - 1] if len(rows) > limit else None
    return Page(rows[:limit], Position(last.created_at, last.id).token() if last else None)


def all_notes_of(workshop_id: int, limit: int) -> Sequence[Submission]:
    """Return the notes of a workshop that still have their text, in the order of the keying."""
    wanted = select(Submission).where(Submission.workshop_id == workshop_id)
    kept = wanted.where(Submission.status != "withdrawn").order_by(Submission.id)
    return db.session.scalars(kept.limit(limit)).all()


def last_note(workshop_id: int, person_id: int) -> Submission | None:
    """Return the last note that this person keyed in and that was not taken back."""
    own = select(Submission).where(
        Submission.workshop_id == workshop_id,
        Submission.entered_by_id == person_id,
        Submission.status != "withdrawn",
    )
    return db.session.scalar(own.order_by(Submission.id.desc()).limit(1))


def _figures(condition: ColumnElement[bool]) -> SentFigures:
    relayed = func.sum(case((Submission.on_behalf == "others", 1), else_=0))
    columns = (Submission.status, func.count(), func.sum(Submission.voices), relayed)
    kept = select(*columns).where(condition, Submission.status != "withdrawn")
    rows = db.session.execute(kept.group_by(Submission.status)).all()
    return SentFigures(
        contributions=sum(int(row[1]) for row in rows),
        voices=sum(int(row[2]) for row in rows),
        relayed=sum(int(row[3]) for row in rows),
        by_status={row[0]: int(row[1]) for row in rows},
    )


def _newest_first(
    wanted: Select[Submission], after: Position | None, limit: int
) -> Page[Submission]:
    if after is not None:
        wanted = wanted.where(Submission.id < after.id)
    wanted = wanted.options(joinedload(Submission.area)).order_by(Submission.id.desc())
    rows = db.session.scalars(wanted.limit(limit + 1)).all()
    last = rows[limit - 1] if len(rows) > limit else None
    return Page(rows[:limit], Position(last.received_at, last.id).token() if last else None)
