"""The contributions behind a cell of the gap cube."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, exists, or_, select, text, tuple_
from sqlalchemy.orm import joinedload

from app.areas.queries import directory
from app.guidelines.queries import catalogue, successors
from app.insights.models.demand import NOWHERE
from app.insights.queries.demand import ALL, NONE
from app.moderation.models import Coding
from app.moderation.queries.codes import is_open
from app.shared.database import db
from app.shared.paging import Page, Position
from app.submissions.models import Submission


def contributions_of_cell(
    area_keys: Sequence[int], group: str, field: str, after: Position | None, limit: int
) -> Page[Submission]:
    """Return the published contributions of a cell, newest first; paged by key."""
    # The status stands in the statement itself, so that its index is used.
    wanted = select(Submission).where(text("submission.status = 'published'"))
    wanted = wanted.where(*_in(area_keys))
    wanted = wanted.where(*_coded("target_group", group), *_coded("field", field))
    key = (Submission.published_at, Submission.id)
    if after is not None:
        wanted = wanted.where(tuple_(*key) < (after.moment, after.id))
    newest = wanted.options(joinedload(Submission.area)).order_by(*(one.desc() for one in key))
    rows = db.session.scalars(newest.limit(limit + 1)).all()
    last = rows[limit - 1] if len(rows) > limit else None
    if last is None or last.published_at is None:
        return Page(rows[:limit], None)
    return Page(rows[:limit], Position(last.published_at, last.id).token())


def _in(area_keys: Sequence[int]) -> list[ColumnElement[bool]]:
    """No condition for the whole city: then the newest are read until there are enough."""
    if len(area_keys) > len(directory().entries):
        return []
    here = Submission.area_id.in_([key for key in area_keys if key != NOWHERE])
    return [or_(here, Submission.area_id.is_(None)) if NOWHERE in area_keys else here]


def _coded(kind: str, key: str) -> list[ColumnElement[bool]]:
    if key == ALL:
        return []
    known = catalogue()
    ids = {code.id for code in known.of_kind(kind) if key in (NONE, code.key)}
    has = _has(ids)
    if not known.is_carried:  # as `demand` counts: earlier codes until there is one in force
        earlier = {old for old, new in successors().items() if ids & set(new)}
        has = or_(has, ~_has(set(known.by_id)) & _has(earlier))
    return [~has if key == NONE else has]


def _has(code_ids: set[int]) -> ColumnElement[bool]:
    own = exists().where(Coding.submission_id == Submission.id, is_open())
    return own.where(Coding.code_id.in_(code_ids))
