"""Questions about hearings; lists are paged by key."""

from collections.abc import Collection, Sequence

from sqlalchemy import Select, select, tuple_
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from app.areas.models import Council
from app.councils.models import Hearing, HearingReply
from app.shared.clock import today
from app.shared.database import db
from app.shared.paging import Page, Position

_REPLIES = selectinload(Hearing.replies).joinedload(HearingReply.council)


def all_councils() -> Sequence[Council]:
    """Return all councils by name."""
    return db.session.scalars(select(Council).order_by(Council.name)).all()


def hearing_by_number(number: str) -> Hearing | None:
    """Return the hearing with its replies and documents, open or closed."""
    wanted = select(Hearing).where(Hearing.public_number == number.upper())
    return db.session.scalar(wanted.options(_REPLIES, selectinload(Hearing.documents)))


def closed_hearing(number: str) -> Hearing | None:
    """Return the hearing if everybody may read it."""
    found = hearing_by_number(number)
    return found if found is not None and found.status == "closed" else None


def all_hearings(position: Position | None, limit: int) -> Page[Hearing]:
    """Return all hearings, those opened last first."""
    wanted = select(Hearing).options(_REPLIES)
    if position is not None:
        seen = (position.moment, position.id)
        wanted = wanted.where(tuple_(Hearing.opened_at, Hearing.id) < seen)
    newest = wanted.order_by(Hearing.opened_at.desc(), Hearing.id.desc()).limit(limit + 1)
    rows = db.session.scalars(newest).all()
    if len(rows) <= limit:
        return Page(rows, None)
    last = rows[limit - 1]
    return Page(rows[:limit], Position(last.opened_at, last.id).token())


def replies_of(council_ids: Collection[int], limit: int) -> Sequence[HearingReply]:
    """Return the replies of these councils to open hearings first, then to closed ones."""
    wanted = _with_hearing().where(HearingReply.council_id.in_(council_ids))
    by_end = wanted.order_by(Hearing.status.desc(), Hearing.reply_until.desc(), Hearing.id.desc())
    return db.session.scalars(by_end.limit(limit)).all()


def replies_waited_for(council_ids: Collection[int]) -> Sequence[HearingReply]:
    """Return what open hearings still wait for from these councils, the earliest end first."""
    own = HearingReply.council_id.in_(council_ids)
    open_now = HearingReply.status.in_(("waiting", "silent")) & (Hearing.status == "open")
    wanted = _with_hearing().where(own, open_now)
    return db.session.scalars(wanted.order_by(Hearing.reply_until, Hearing.id)).all()


def closed_hearings_of(council_id: int, limit: int) -> Sequence[HearingReply]:
    """Return the replies of a council that everybody may read, the hearing closed last first."""
    wanted = _with_hearing().where(HearingReply.council_id == council_id)
    wanted = wanted.where(Hearing.status == "closed")
    newest = wanted.order_by(Hearing.closed_at.desc(), Hearing.id.desc())
    return db.session.scalars(newest.limit(limit)).all()


def reply_in_silence() -> HearingReply | None:
    """Return a reply that an open hearing waited for in vain."""
    over = Hearing.reply_until < today()
    waited = _with_hearing().where(HearingReply.status == "waiting", Hearing.status == "open", over)
    return db.session.scalar(waited.order_by(HearingReply.id).limit(1))


def _with_hearing() -> Select[HearingReply]:
    joined = select(HearingReply).join(HearingReply.hearing)
    return joined.options(contains_eager(HearingReply.hearing), joinedload(HearingReply.council))
