"""What all changes to a part of a measure have in common."""

from sqlalchemy.orm.exc import StaleDataError

from app.accounts.models import Person
from app.plan.models import BudgetLine, EffectIndicator, Measure
from app.plan.policy import can_change
from app.shared.database import db
from app.shared.errors import Conflict, NotPossible
from app.shared.page_cache import public_content_changed


def expect_change(person: Person, measure: Measure) -> None:
    """Raise `NotPossible` unless the person may change the measure as it is stored now."""
    db.session.refresh(measure)
    if not can_change(person, measure):
        raise NotPossible(measure.number)


def expect_version(part: BudgetLine | EffectIndicator, expected_version: int) -> None:
    """Raise `Conflict` if somebody changed the part since the page was made."""
    db.session.refresh(part)
    if part.version != expected_version:
        raise Conflict(str(part.id))


def part_changed(measure: Measure) -> None:
    """Store it; raise `Conflict` if somebody was quicker."""
    try:
        db.session.flush()
    except StaleDataError:
        raise Conflict(measure.number) from None
    public_content_changed()
