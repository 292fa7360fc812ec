"""The measures of a report with all their parts, read in a handful of statements."""

from collections import defaultdict
from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from app.areas.models import Zone
from app.plan.models import BudgetLine, EffectIndicator, Measure
from app.shared.database import db


def measures_with_parts(ids: Collection[int]) -> Sequence[Measure]:
    """Return these measures by number, with offices, places and codes."""
    parts = (Measure.partners, Measure.areas, Measure.zones, Measure.codes)
    wanted = select(Measure).where(Measure.id.in_(ids)).order_by(Measure.number)
    wanted = wanted.options(joinedload(Measure.lead_office), *map(selectinload, parts))
    wanted = wanted.options(selectinload(Measure.zones).selectinload(Zone.members))
    return db.session.scalars(wanted).all()


def budget_lines(ids: Collection[int]) -> dict[int, list[BudgetLine]]:
    """Return the budget lines by the measure's id, by year, source and number."""
    found: dict[int, list[BudgetLine]] = defaultdict(list)
    key = (BudgetLine.year, BudgetLine.source, BudgetLine.budget_number, BudgetLine.id)
    wanted = select(BudgetLine).where(BudgetLine.measure_id.in_(ids)).order_by(*key)
    for line in db.session.scalars(wanted):
        found[line.measure_id].append(line)
    return dict(found)


def effect_indicators(ids: Collection[int]) -> dict[int, list[EffectIndicator]]:
    """Return the indicators of effect with their values, by the measure's id."""
    found: dict[int, list[EffectIndicator]] = defaultdict(list)
    wanted = select(EffectIndicator).where(EffectIndicator.measure_id.in_(ids))
    wanted = wanted.options(selectinload(EffectIndicator.values)).order_by(EffectIndicator.id)
    for indicator in db.session.scalars(wanted):
        found[indicator.measure_id].append(indicator)
    return dict(found)
