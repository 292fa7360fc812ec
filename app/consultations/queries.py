"""Consultations, kept ready in each process; whether one is open is asked of the clock."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.consultations.models import Consultation
from app.consultations.policy import is_open
from app.shared.database import db
from app.shared.page_cache import kept_by_revision

Texts = dict[str, str]


@dataclass(frozen=True)
class ConsultationEntry:
    """A consultation as pages need it; no areas means the whole city."""

    id: int
    slug: str
    title: Texts
    question: Texts
    introduction: Texts
    opens_at: dt.datetime
    closes_at: dt.datetime | None
    is_permanent: bool
    is_example: bool
    area_ids: frozenset[int]
    contributor_kinds: tuple[str, ...]
    days_to_decide: int


@kept_by_revision
def directory(session: Session) -> tuple[ConsultationEntry, ...]:
    """Return all consultations: the permanent one first, then by closing time, latest first."""
    rows = [_entry(row) for row in session.scalars(select(Consultation))]
    late = dt.datetime.max.replace(tzinfo=dt.UTC)
    rows.sort(key=lambda row: row.closes_at or late, reverse=True)
    return tuple(sorted(rows, key=lambda row: not row.is_permanent))


def running(moment: dt.datetime) -> list[ConsultationEntry]:
    """Return the consultations that are open at this moment."""
    return [consultation for consultation in directory() if is_open(consultation, moment)]


def by_slug(slug: str) -> ConsultationEntry | None:
    """Return one consultation."""
    return next((entry for entry in directory() if entry.slug == slug), None)


def stored_by_slug(slug: str) -> Consultation | None:
    """Return the row of one consultation, for changing it."""
    return db.session.scalar(select(Consultation).where(Consultation.slug == slug))


def permanent() -> ConsultationEntry:
    """Return the Dauerbeteiligung; raise `LookupError` if the city has not been set up."""
    for entry in directory():
        if entry.is_permanent:
            return entry
    raise LookupError("No permanent consultation: run `flask --app wsgi consultations ensure`.")


def _entry(row: Consultation) -> ConsultationEntry:
    return ConsultationEntry(
        id=row.id,
        slug=row.slug,
        title=row.title,
        question=row.question,
        introduction=row.introduction,
        opens_at=row.opens_at,
        closes_at=row.closes_at,
        is_permanent=row.is_permanent,
        is_example=row.is_example,
        area_ids=frozenset(area.id for area in row.areas),
        contributor_kinds=tuple(row.contributor_kinds),
        days_to_decide=row.days_to_decide,
    )
