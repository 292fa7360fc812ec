"""What a measure rests on: adding and taking away, each with a line in the audit trail."""

from dataclasses import dataclass

from sqlalchemy import func, select

from app.accounts.models import Person
from app.accounts.services import record
from app.plan.models import Evidence, Measure
from app.plan.policy import BINDING, can_change
from app.plan.services.telling import tell_of_measure
from app.shared.clock import now
from app.shared.database import db
from app.shared.errors import NotPossible
from app.shared.page_cache import public_content_changed
from app.shared.transactions import writes


@dataclass(frozen=True)
class Ground:
    """One thing that a measure can rest on, by its id: exactly one of the four is given."""

    submission_id: int | None = None
    concern_id: int | None = None
    statement_id: int | None = None
    proposal_id: int | None = None


@writes
def add_evidence(person: Person, measure: Measure, ground: Ground, note: str = "") -> Evidence:
    """Let the measure rest on this as well; what it rests on already is returned as it is.

    Raises `NotPossible` unless the person may change the measure.
    """
    if not can_change(person, measure):
        raise NotPossible(measure.number)
    return let_rest_on(person, measure, ground, note)


@writes
def let_rest_on(person: Person, measure: Measure, ground: Ground, note: str = "") -> Evidence:
    """Do the same without asking whether the person may: for what was asked already."""
    known = db.session.scalar(select(Evidence).filter_by(measure_id=measure.id, **vars(ground)))
    if known is not None:
        return known
    evidence = Evidence(
        measure_id=measure.id, note=note, person_id=person.id, at=now(), **vars(ground)
    )
    db.session.add(evidence)
    db.session.flush()
    record(person.id, "evidence added", measure.number)
    tell_of_measure(measure, evidence)
    public_content_changed()
    return evidence


@writes
def remove_evidence(person: Person, measure: Measure, evidence: Evidence) -> None:
    """Let the measure no longer rest on this piece of its evidence.

    Adding it again undoes it. Raises `NotPossible` unless the person may change the measure, or
    if it is decided and rests on nothing else: then another source must be named first.
    """
    if not can_change(person, measure) or evidence.measure_id != measure.id:
        raise NotPossible(measure.number)
    if measure.status in BINDING and not measure.other_source and _is_last(measure):
        raise NotPossible("the last source")
    db.session.delete(evidence)
    db.session.flush()
    record(person.id, "evidence removed", measure.number)
    tell_of_measure(measure, evidence)
    public_content_changed()


def _is_last(measure: Measure) -> bool:
    number = select(func.count()).select_from(Evidence).where(Evidence.measure_id == measure.id)
    return (db.session.scalar(number) or 0) < 2
