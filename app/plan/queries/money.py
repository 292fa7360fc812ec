"""Questions about the parts of a measure: money, figures of effect, links."""

import decimal
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.plan.models import BudgetLine, EffectIndicator, EffectValue, Measure, MeasureLink
from app.shared.database import db

NOTHING = decimal.Decimal(0)


@dataclass(frozen=True)
class YearMoney:
    """The money of a year (EUR); `spent` is None while no line of the year is accounted for."""

    year: int
    planned: decimal.Decimal
    spent: decimal.Decimal | None
    is_complete: bool


def budget_lines(measure: Measure) -> Sequence[BudgetLine]:
    """Return the budget lines of a measure, by year."""
    wanted = select(BudgetLine).where(BudgetLine.measure_id == measure.id)
    return db.session.scalars(wanted.order_by(BudgetLine.year, BudgetLine.id)).all()


def budget_line(measure: Measure, line_id: int) -> BudgetLine | None:
    """Return a budget line of this measure."""
    return db.session.scalar(select(BudgetLine).filter_by(id=line_id, measure_id=measure.id))


def money_by_year(lines: Iterable[BudgetLine]) -> list[YearMoney]:
    """Return planned and spent money, a row for each year; sums are exact."""
    years: dict[int, list[BudgetLine]] = {}
    for line in lines:
        years.setdefault(line.year, []).append(line)
    return [_year(year, years[year]) for year in sorted(years)]


def effects_of(measure: Measure) -> Sequence[EffectIndicator]:
    """Return the figures by which the effect of a measure is seen, with their values by day."""
    wanted = select(EffectIndicator).where(EffectIndicator.measure_id == measure.id)
    with_values = wanted.options(selectinload(EffectIndicator.values))
    return db.session.scalars(with_values.order_by(EffectIndicator.id)).all()


def effect_of(measure: Measure, effect_id: int) -> EffectIndicator | None:
    """Return a figure of this measure."""
    return db.session.scalar(select(EffectIndicator).filter_by(id=effect_id, measure_id=measure.id))


def value_of(effect: EffectIndicator, value_id: int) -> EffectValue | None:
    """Return a value of this figure."""
    return db.session.scalar(select(EffectValue).filter_by(id=value_id, indicator_id=effect.id))


def links_of(measure: Measure) -> Sequence[MeasureLink]:
    """Return the links of a measure in the order of their coming."""
    wanted = select(MeasureLink).where(MeasureLink.measure_id == measure.id)
    return db.session.scalars(wanted.order_by(MeasureLink.id)).all()


def link_of(measure: Measure, link_id: int) -> MeasureLink | None:
    """Return a link of this measure."""
    return db.session.scalar(select(MeasureLink).filter_by(id=link_id, measure_id=measure.id))


def _year(year: int, lines: list[BudgetLine]) -> YearMoney:
    spent = [line.spent for line in lines if line.spent is not None]
    planned = sum((line.planned for line in lines), NOTHING)
    total = sum(spent, NOTHING) if spent else None
    return YearMoney(year, planned, total, len(spent) == len(lines))
