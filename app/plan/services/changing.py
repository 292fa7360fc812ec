"""What all changes to a part of a measure have in common."""

from app.accounts.models import Person
from app.accounts.services import record
from app.plan.models import Measure
from app.plan.policy import can_change
from app.shared.database import db
from app.shared.errors import NotPossible
from app.shared.page_cache import public_content_changed
from app.shared.versions import flush_or_conflict


def expect_change(person: Person, measure: Measure) -> None:
    """Raise `NotPossible` unless the person may change the measure as it is stored now."""
    db.session.refresh(measure)
    if not can_change(person, measure):
        raise NotPossible(measure.number)


def part_changed(person: Person, measure: Measure, action: str) -> None:
    """Store it, with a line in the audit trail; raise `Conflict` if somebody was quicker."""
    flush_or_conflict(measure.number)
    record(person.id, action, measure.number)
    public_content_changed()
