"""A new measure that rests from the beginning on what people or councils said."""

from collections.abc import Sequence

from app.accounts.models import Person
from app.plan.models import Measure
from app.plan.services.evidence import Ground, let_rest_on
from app.plan.services.measures import MeasureDraft, create_measure
from app.shared.transactions import writes


@writes
def derive_measure(person: Person, draft: MeasureDraft, grounds: Sequence[Ground]) -> Measure:
    """Store a suggestion with its evidence and return it.

    Raises `NotPossible` unless the person works on the plan. Who writes it names what it rests
    on, also where another office shall lead.
    """
    measure = create_measure(person, draft)
    for ground in grounds:
        let_rest_on(person, measure, ground)
    return measure
