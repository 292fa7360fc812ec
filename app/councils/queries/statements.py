"""Statements: at the desk of their council, and in public once they are released."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    bindparam,
    exists,
    or_,
    select,
    text,
    tuple_,
)
from sqlalchemy.orm import Session, joinedload

from app.councils.models import CouncilMark, Statement
from app.moderation.models import Concern, ConcernMember
from app.shared.database import connection, db
from app.shared.page_cache import kept_each_by_revision
from app.shared.paging import Page, Position
from app.submissions.models import Submission

# A withdrawn statement leaves a line in public: that it was there, and why it is not any more.
SHOWN = ("released", "withdrawn")
SHOWN_NEWEST = 3
_IN_PUBLIC = text("submission.status = 'published'")
# Made once, as every public list asks for it.
_SUPPORTED = select(CouncilMark.submission_id).where(
    CouncilMark.is_supported,
    CouncilMark.submission_id.in_(bindparam("ids", expanding=True)),
)


@dataclass(frozen=True)
class Subject:
    """What a statement is about, by its public number or slug, and what it is called."""

    kind: str
    key: str
    title: str


def statement_by_id(statement_id: int) -> Statement | None:
    """Return the statement, in whatever state."""
    return db.session.get(Statement, statement_id)


def statements_of(council_id: int, after: Position | None, limit: int) -> Page[Statement]:
    """Return all statements of a council, the one changed last first; paged by key."""
    key = tuple_(Statement.changed_at, Statement.id)
    wanted = select(Statement).where(Statement.council_id == council_id)
    if after is not None:
        wanted = wanted.where(key < (after.moment, after.id))
    newest = wanted.order_by(Statement.changed_at.desc(), Statement.id.desc())
    rows = db.session.scalars(newest.limit(limit + 1)).all()
    last = rows[limit - 1] if len(rows) > limit else None
    return Page(rows[:limit], Position(last.changed_at, last.id).token() if last else None)


def own_statements_on(council_id: int, kind: str, key: str) -> Sequence[Statement]:
    """Return what the council wrote about a thing, drafts as well, newest first."""
    own = select(Statement).where(Statement.council_id == council_id)
    about = own.where(Statement.subject_kind == kind, Statement.subject_key == key)
    return db.session.scalars(about.order_by(Statement.id.desc())).all()


def public_statements_on(kind: str, key: str) -> Sequence[Statement]:
    """Return what everybody may read about a thing; whether it is public itself is not asked."""
    wanted = select(Statement).where(
        Statement.subject_kind == kind,
        Statement.subject_key == key,
        Statement.status.in_(SHOWN),
    )
    oldest = wanted.options(joinedload(Statement.file)).order_by(Statement.released_at)
    return db.session.scalars(oldest).all()


def public_statements_of(council_id: int, after: Position | None, limit: int) -> Page[Statement]:
    """Return the released statements of a council about what is public, newest first."""
    key = tuple_(Statement.released_at, Statement.id)
    wanted = _released_of(council_id)
    if after is not None:
        wanted = wanted.where(key < (after.moment, after.id))
    newest = wanted.order_by(Statement.released_at.desc(), Statement.id.desc())
    rows = db.session.scalars(newest.limit(limit + 1)).all()
    last = rows[limit - 1] if len(rows) > limit else None
    token = Position(last.released_at, last.id).token() if last and last.released_at else None
    return Page(rows[:limit], token)


@kept_each_by_revision
def newest_statements(session: Session, council_id: int) -> Sequence[Statement]:
    """Return the newest released ones about what is public, for the page of its Ortsteile.

    One more than the page shows, so that it knows of others.
    """
    wanted = _released_of(council_id).order_by(Statement.released_at.desc(), Statement.id.desc())
    return session.scalars(wanted.limit(SHOWN_NEWEST + 1)).all()


def is_public(statement: Statement) -> bool:
    """Whether everybody may read the statement: released, about something that is public."""
    found = select(Statement.id).where(Statement.id == statement.id, _is_about_public())
    return statement.status == "released" and db.session.scalar(found) is not None


def supported(submission_ids: Collection[int]) -> set[int]:
    """Return which of the contributions the council of their Ortsteil supports."""
    return set(connection().scalars(_SUPPORTED, {"ids": list(submission_ids)}))


def _released_of(council_id: int) -> Select[Statement]:
    ours = (Statement.council_id == council_id) & (Statement.status == "released")
    return select(Statement).where(ours, _is_about_public())


def _is_about_public() -> ColumnElement[bool]:
    """The condition that the thing has a page that everybody can open.

    Councils write about measures that are public; of those the room above alone knows more.
    """
    number = Submission.public_number == Statement.subject_key
    of_concern = select(Submission.id).join(
        ConcernMember, ConcernMember.submission_id == Submission.id
    )
    of_concern = of_concern.join(Concern, Concern.id == ConcernMember.concern_id)
    of_concern = of_concern.where(Concern.public_number == Statement.subject_key, _IN_PUBLIC)
    return or_(
        Statement.subject_kind.in_(("consultation", "measure")),
        and_(Statement.subject_kind == "submission", exists().where(number, _IN_PUBLIC)),
        and_(Statement.subject_kind == "concern", exists(of_concern)),
    )
