"""Figures by which the effect of a measure is seen, and their values by day."""

import datetime as dt
import decimal
from dataclasses import dataclass

from sqlalchemy import select

from app.accounts.models import Person
from app.plan.models import EffectIndicator, EffectValue, Measure
from app.plan.services.changing import expect_change, part_changed
from app.shared.database import db
from app.shared.errors import NotPossible
from app.shared.transactions import writes
from app.shared.versions import expect_version

CHANGED = "effect of a measure changed"


@dataclass(frozen=True)
class EffectDraft:
    """A figure of effect: where it stood, where it shall stand, and who counts it."""

    title: str
    unit: str
    source: str
    baseline: decimal.Decimal | None = None
    baseline_on: dt.date | None = None
    target: decimal.Decimal | None = None
    target_on: dt.date | None = None


@writes
def add_effect(person: Person, measure: Measure, draft: EffectDraft) -> EffectIndicator:
    """Store a figure; raise `NotPossible` unless the person may change the measure."""
    expect_change(person, measure)
    effect = EffectIndicator(measure_id=measure.id, **vars(draft))
    db.session.add(effect)
    part_changed(person, measure, CHANGED)
    return effect


@writes
def change_effect(
    person: Person,
    measure: Measure,
    effect: EffectIndicator,
    expected_version: int,
    draft: EffectDraft,
) -> None:
    """Change a figure; raise `Conflict` if somebody was quicker, or `NotPossible`."""
    expect_change(person, measure)
    expect_version(effect, expected_version, measure.number)
    for name, value in vars(draft).items():
        setattr(effect, name, value)
    part_changed(person, measure, CHANGED)


@writes
def remove_effect(
    person: Person, measure: Measure, effect: EffectIndicator, expected_version: int
) -> None:
    """Take a figure and its values away for good; raise `Conflict` or `NotPossible`."""
    expect_change(person, measure)
    expect_version(effect, expected_version, measure.number)
    db.session.delete(effect)
    part_changed(person, measure, CHANGED)


@writes
def add_value(
    person: Person, measure: Measure, effect: EffectIndicator, on: dt.date, value: decimal.Decimal
) -> EffectValue:
    """Store what the figure was on a day; raise `NotPossible` if it has one for this day."""
    expect_change(person, measure)
    same_day = select(EffectValue.id).filter_by(indicator_id=effect.id, on=on)
    if db.session.scalar(same_day) is not None:
        raise NotPossible(str(on))
    stored = EffectValue(indicator_id=effect.id, on=on, value=value)
    db.session.add(stored)
    part_changed(person, measure, CHANGED)
    return stored


@writes
def remove_value(person: Person, measure: Measure, value: EffectValue) -> None:
    """Take a value away; raise `NotPossible` unless the person may change the measure."""
    expect_change(person, measure)
    db.session.delete(value)
    part_changed(person, measure, CHANGED)
