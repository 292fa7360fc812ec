"""What specialist plans declare to cover."""

from collections.abc import Sequence

from sqlalchemy import select, tuple_

from app.plan.models import PlanCover
from app.shared.database import db
from app.shared.paging import Page, Position

# Plan, target group, field, Ortsteil; an empty part means all.
CoverKey = tuple[str, str | None, str | None, int | None]


def covers() -> Sequence[PlanCover]:
    """Return all declarations, by plan: a few hundred at most."""
    return db.session.scalars(select(PlanCover).order_by(PlanCover.plan_key, PlanCover.id)).all()


def covers_of(plan_key: str | None, position: Position | None, limit: int) -> Page[PlanCover]:
    """Return the declarations of one plan, or of all, the newest first."""
    wanted = select(PlanCover)
    if plan_key is not None:
        wanted = wanted.where(PlanCover.plan_key == plan_key)
    key = (PlanCover.at, PlanCover.id)
    if position is not None:
        wanted = wanted.where(tuple_(*key) < (position.moment, position.id))
    newest = wanted.order_by(PlanCover.at.desc(), PlanCover.id.desc()).limit(limit + 1)
    rows = db.session.scalars(newest).all()
    last = rows[limit - 1] if len(rows) > limit else None
    return Page(rows[:limit], Position(last.at, last.id).token() if last else None)


def cover_by_id(cover_id: int) -> PlanCover | None:
    """Return the declaration."""
    return db.session.get(PlanCover, cover_id)


def key_of(cover: PlanCover) -> CoverKey:
    """Return what tells declarations apart: one plan declares a cell once."""
    return (cover.plan_key, cover.target_group_key, cover.field_key, cover.area_id)
