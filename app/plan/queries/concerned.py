"""Which councils a measure concerns."""

from collections.abc import Collection, Sequence

from app.areas.models import Council
from app.councils.queries import area_ids_of, councils_with
from app.plan.models import Measure
from app.plan.queries.measures import area_ids_of_measure


def councils_concerned(measure: Measure, council_ids: Collection[int]) -> Sequence[Council]:
    """Return those of the councils whose Ortsteile the measure is for, by name.

    A measure for the whole city concerns all, and so does one whose place is not said yet.
    """
    here = area_ids_of_measure(measure)
    found = councils_with(council_ids)
    return [one for one in found if not here or here & set(area_ids_of(one))]
