"""Questions about social indicators and their figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.insights.models import IndicatorFigure, SocialIndicator
from app.shared.database import db
from app.shared.page_cache import kept_by_revision


@dataclass(frozen=True)
class Overview:
    """An indicator with the years and the number of Ortsteile that it has figures for."""

    indicator: SocialIndicator
    first_year: int
    last_year: int
    areas: int


def all_indicators() -> Sequence[SocialIndicator]:
    """Return all indicators of the catalogue, with or without figures, by key."""
    return db.session.scalars(select(SocialIndicator).order_by(SocialIndicator.key)).all()


def indicator_by_key(key: str) -> SocialIndicator | None:
    """Return the indicator with this key."""
    return db.session.scalar(select(SocialIndicator).where(SocialIndicator.key == key))


@kept_by_revision
def overviews(session: Session) -> Sequence[Overview]:
    """Return the indicators that have figures, by key."""
    year = IndicatorFigure.year
    counted = func.count(func.distinct(IndicatorFigure.area_id))
    wanted = select(SocialIndicator, func.min(year), func.max(year), counted)
    wanted = wanted.join(IndicatorFigure).group_by(SocialIndicator.id)
    rows = session.execute(wanted.order_by(SocialIndicator.key))
    return [Overview(row[0], int(row[1]), int(row[2]), int(row[3])) for row in rows]


def years_of(indicator_id: int) -> Sequence[int]:
    """Return the years that the indicator has figures for, the newest first."""
    wanted = select(IndicatorFigure.year).distinct().order_by(IndicatorFigure.year.desc())
    return db.session.scalars(wanted.where(IndicatorFigure.indicator_id == indicator_id)).all()


def figures_in(indicator_id: int, year: int | None) -> dict[int, IndicatorFigure]:
    """Return the figures of a year by area id; without a year the newest of each Ortsteil."""
    wanted = select(IndicatorFigure).where(IndicatorFigure.indicator_id == indicator_id)
    if year is not None:
        wanted = wanted.where(IndicatorFigure.year == year)
    rows = db.session.scalars(wanted.order_by(IndicatorFigure.year))
    return {figure.area_id: figure for figure in rows}


def series_of(indicator_id: int, area_ids: Sequence[int]) -> Sequence[IndicatorFigure]:
    """Return all figures of these Ortsteile, the oldest first."""
    wanted = select(IndicatorFigure).where(IndicatorFigure.indicator_id == indicator_id)
    wanted = wanted.where(IndicatorFigure.area_id.in_(area_ids))
    return db.session.scalars(wanted.order_by(IndicatorFigure.year, IndicatorFigure.area_id)).all()


def stored_values(indicator_ids: Sequence[int]) -> dict[tuple[int, int, int], IndicatorFigure]:
    """Return all figures of these indicators by (indicator id, area id, year)."""
    wanted = select(IndicatorFigure).where(IndicatorFigure.indicator_id.in_(indicator_ids))
    rows = db.session.scalars(wanted)
    return {(figure.indicator_id, figure.area_id, figure.year): figure for figure in rows}


def values_of(figures: dict[int, IndicatorFigure]) -> dict[int, Decimal]:
    """Return the bare values by area id."""
    return {area_id: figure.value for area_id, figure in figures.items()}
