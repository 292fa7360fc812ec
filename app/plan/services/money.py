"""The money of a measure: writing budget lines, changing them, taking them away."""

import decimal
from dataclasses import dataclass

from app.accounts.models import Person
from app.plan.models import BudgetLine, Measure
from app.plan.services.changing import expect_change, part_changed
from app.shared.database import db
from app.shared.transactions import writes
from app.shared.versions import expect_version

CHANGED = "money of a measure changed"


@dataclass(frozen=True)
class BudgetDraft:
    """Money of one year (EUR); `spent` is None while the year is not accounted for."""

    year: int
    budget_number: str
    source: str
    planned: decimal.Decimal
    spent: decimal.Decimal | None = None


@writes
def add_budget_line(person: Person, measure: Measure, draft: BudgetDraft) -> BudgetLine:
    """Store a budget line; raise `NotPossible` unless the person may change the measure."""
    expect_change(person, measure)
    line = BudgetLine(measure_id=measure.id, **vars(draft))
    db.session.add(line)
    part_changed(person, measure, CHANGED)
    return line


@writes
def change_budget_line(
    person: Person, measure: Measure, line: BudgetLine, expected_version: int, draft: BudgetDraft
) -> None:
    """Change a budget line; raise `Conflict` if somebody was quicker, or `NotPossible`."""
    expect_change(person, measure)
    expect_version(line, expected_version, measure.number)
    for name, value in vars(draft).items():
        setattr(line, name, value)
    part_changed(person, measure, CHANGED)


@writes
def remove_budget_line(
    person: Person, measure: Measure, line: BudgetLine, expected_version: int
) -> None:
    """Take a budget line away for good; raise `Conflict` or `NotPossible`."""
    expect_change(person, measure)
    expect_version(line, expected_version, measure.number)
    db.session.delete(line)
    part_changed(person, measure, CHANGED)
