"""Who may do what with the plan."""

from app.accounts.models import Person
from app.accounts.policy import is_moderator, offices_of
from app.plan.models import MEASURE_STATUSES, Measure

LONGEST_TITLE, LONGEST_TEXT, LONGEST_REASON = 200, 20_000, 2000
# From which state a measure may go where; what is done or dropped can be taken up again.
STEPS = {
    "suggested": ("agreed", "deferred", "dropped"),
    "agreed": ("decided", "suggested", "deferred", "dropped"),
    "decided": ("running", "deferred", "dropped"),
    "running": ("done", "deferred", "dropped"),
    "done": ("running",),
    "deferred": ("suggested", "agreed", "decided", "running", "dropped"),
    "dropped": ("suggested",),
}
# The line of stations; the other two states stand beside it.
STATIONS = MEASURE_STATUSES[:5]
BINDING = frozenset({"decided", "running", "done"})
# What the plan consists of: neither mere suggestions nor what was deferred or dropped.
IN_PLAN = ("agreed", "decided", "running", "done")


def works_on_plan(person: Person) -> bool:
    """Whether the person works on the plan: planners of any office, moderators, administrators."""
    return is_moderator(person) or "planner" in person.roles


def can_change(person: Person, measure: Measure) -> bool:
    """Whether the person may change the measure.

    Moderators any, planners those of their office, of no office yet, or where it is a partner.
    """
    if is_moderator(person):
        return True
    if "planner" not in person.roles:
        return False
    offices = {measure.lead_office_id, *(partner.id for partner in measure.partners)}
    return measure.lead_office_id is None or bool(offices & offices_of(person))


def is_public(measure: Measure) -> bool:
    """Whether everybody may see the measure: all but mere suggestions."""
    return measure.status != "suggested"
