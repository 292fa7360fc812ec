"""Lists of measures with what narrows them down; paged by key, those changed last first."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, or_, select, tuple_
from sqlalchemy.orm import joinedload, selectinload

from app.areas.models import ZoneMember
from app.plan.models import Measure, MeasureArea, MeasureCode, MeasureZone
from app.shared.database import db
from app.shared.paging import Page, Position


@dataclass(frozen=True)
class MeasureWish:
    """What somebody wants to see of the plan; None or an empty text narrows nothing down.

    `words` are looked for in number, title and text. Whoever asks for Ortsteile (`area_ids`)
    gets the measures for one of them or for a zone with one, not those for the whole city.
    """

    status: str | None = None
    office_id: int | None = None
    area_ids: Sequence[int] | None = None
    whole_city: bool = False
    code_key: str | None = None
    words: str = ""


NO_WISH = MeasureWish()


def public_measures(
    position: Position | None, limit: int, wish: MeasureWish = NO_WISH
) -> Page[Measure]:
    """Return the measures that everybody may see."""
    return _page(_wanted(wish).where(Measure.status != "suggested"), position, limit)


def all_measures(position: Position | None, limit: int, wish: MeasureWish) -> Page[Measure]:
    """Return measures in whatever state, for those who work on the plan."""
    return _page(_wanted(wish), position, limit)


def is_for_area(area_id: int) -> ColumnElement[bool]:
    """Return the condition that a measure is for this Ortsteil, or for a zone with it."""
    return is_for_areas((area_id,))


def is_for_areas(area_ids: Sequence[int]) -> ColumnElement[bool]:
    """Return the condition that a measure is for one of these Ortsteile, or a zone with one."""
    direct = select(MeasureArea.measure_id).where(MeasureArea.area_id.in_(area_ids))
    through = select(MeasureZone.measure_id).join(
        ZoneMember, ZoneMember.zone_id == MeasureZone.zone_id
    )
    through = through.where(ZoneMember.area_id.in_(area_ids))
    return or_(Measure.id.in_(direct), Measure.id.in_(through))


def _wanted(wish: MeasureWish) -> Select[Measure]:
    wanted = select(Measure)
    if wish.status:
        wanted = wanted.where(Measure.status == wish.status)
    if wish.office_id:
        wanted = wanted.where(Measure.lead_office_id == wish.office_id)
    if wish.area_ids is not None:
        wanted = wanted.where(is_for_areas(wish.area_ids))
    if wish.whole_city:
        wanted = wanted.where(Measure.whole_city)
    if wish.code_key:
        coded = select(MeasureCode.measure_id).where(MeasureCode.code_key == wish.code_key)
        wanted = wanted.where(Measure.id.in_(coded))
    for word in wish.words.split():
        columns = (Measure.number, Measure.title, Measure.text)
        wanted = wanted.where(or_(*(c.icontains(word, autoescape=True) for c in columns)))
    return wanted


def _page(wanted: Select[Measure], position: Position | None, limit: int) -> Page[Measure]:
    key = tuple_(Measure.changed_at, Measure.id)
    if position is not None:
        wanted = wanted.where(key < (position.moment, position.id))
    newest = wanted.order_by(Measure.changed_at.desc(), Measure.id.desc())
    newest = newest.options(joinedload(Measure.lead_office), selectinload(Measure.areas))
    rows = db.session.scalars(newest.limit(limit + 1)).all()
    if len(rows) <= limit:
        return Page(rows, None)
    last = rows[limit - 1]
    return Page(rows[:limit], Position(last.changed_at, last.id).token())
