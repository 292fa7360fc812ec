"""Requests of people whose data are stored."""

from collections.abc import Sequence

from sqlalchemy import Select, func, select, text
from sqlalchemy.orm import joinedload

from app.privacy.models import PrivacyRequest
from app.shared.database import db

# Written out, so that the partial index is found.
IS_OPEN = text("answered_at IS NULL")


def open_requests(after_id: int, limit: int) -> Sequence[PrivacyRequest]:
    """Return the requests that wait for an answer, the one due first before the others.

    `after_id` is the last one seen on the page before (0: from the beginning).
    """
    wanted = _shown().where(IS_OPEN)
    last = db.session.get(PrivacyRequest, after_id) if after_id else None
    if last is not None:
        later = PrivacyRequest.due_on > last.due_on
        same_day = (PrivacyRequest.due_on == last.due_on) & (PrivacyRequest.id > last.id)
        wanted = wanted.where(later | same_day)
    ordered = wanted.order_by(PrivacyRequest.due_on, PrivacyRequest.id)
    return db.session.scalars(ordered.limit(limit)).all()


def requests_answered(limit: int = 20) -> Sequence[PrivacyRequest]:
    """Return the requests that were answered last."""
    done = _shown().where(PrivacyRequest.answered_at.is_not(None))
    return db.session.scalars(done.order_by(PrivacyRequest.id.desc()).limit(limit)).all()


def requests_about(submission_id: int) -> Sequence[PrivacyRequest]:
    """Return all requests about a contribution, oldest first."""
    own = select(PrivacyRequest).where(PrivacyRequest.submission_id == submission_id)
    return db.session.scalars(own.order_by(PrivacyRequest.id)).all()


def request_by_id(request_id: int) -> PrivacyRequest | None:
    """Return one request, with its contribution."""
    return db.session.scalar(_shown().where(PrivacyRequest.id == request_id))


def number_of_open_requests() -> int:
    """Return how many requests wait for an answer."""
    wanted = select(func.count()).select_from(PrivacyRequest).where(IS_OPEN)
    return int(db.session.scalar(wanted) or 0)


def _shown() -> Select[PrivacyRequest]:
    return select(PrivacyRequest).options(joinedload(PrivacyRequest.submission))
