"""Lists of published contributions, newest first, paged by key.

They are what the public reads most. So their statements are made once, with places for what is
asked, and their rows are plain: objects that can be changed cost three times as much.
"""

import datetime as dt
from typing import NamedTuple

from sqlalchemy import ColumnElement, Integer, bindparam, select, text, true, tuple_

from app.shared.database import BigId, UtcDateTime, connection
from app.shared.paging import Page, Position
from app.submissions.models import Submission


class Published(NamedTuple):
    """What a list shows of a published contribution; the names are those of `Submission`."""

    id: int
    public_number: str
    public_text: str
    language: str
    kind: str | None
    place: str
    area_id: int | None
    published_at: dt.datetime
    voices: int
    organisation: str | None
    is_example: bool


class _List:
    """The statements of a list: from the newest on, and from a place on."""

    def __init__(self, which: ColumnElement[bool]) -> None:
        # Written out, not as a parameter, so that the partial index is found.
        columns = (getattr(Submission, name) for name in Published._fields)
        wanted = select(*columns).where(text("submission.status = 'published'"), which)
        newest_first = wanted.order_by(Submission.published_at.desc(), Submission.id.desc())
        self.newest = newest_first.limit(bindparam("limit", type_=Integer))
        place = tuple_(bindparam("moment", type_=UtcDateTime), bindparam("after_id", type_=BigId))
        self.older = self.newest.where(tuple_(Submission.published_at, Submission.id) < place)

    def page(self, after: Position | None, limit: int, **asked: int) -> Page[Published]:
        place = {"moment": after.moment, "after_id": after.id} if after else {}
        statement = self.older if after else self.newest
        found = connection().execute(statement, {"limit": limit + 1, **place, **asked})
        rows = [Published(*row) for row in found]
        last = rows[limit - 1] if len(rows) > limit else None
        token = Position(last.published_at, last.id).token() if last else None
        return Page(rows[:limit], token)


_OF_ALL = _List(true())
_OF_AREA = _List(Submission.area_id == bindparam("asked"))
_OF_CONSULTATION = _List(Submission.consultation_id == bindparam("asked"))
_OF_ORGANISATION = _List(Submission.organisation_id == bindparam("asked"))


def published(after: Position | None, limit: int) -> Page[Published]:
    """Return published contributions of the whole city, newest first."""
    return _OF_ALL.page(after, limit)


def published_in(area_id: int, after: Position | None, limit: int) -> Page[Published]:
    """Return published contributions of an Ortsteil, newest first."""
    return _OF_AREA.page(after, limit, asked=area_id)


def published_to(consultation_id: int, after: Position | None, limit: int) -> Page[Published]:
    """Return published contributions to a consultation, newest first."""
    return _OF_CONSULTATION.page(after, limit, asked=consultation_id)


def published_of(organisation_id: int, after: Position | None, limit: int) -> Page[Published]:
    """Return published contributions in the name of an organisation, newest first."""
    return _OF_ORGANISATION.page(after, limit, asked=organisation_id)
