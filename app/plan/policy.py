"""Who may do what with the plan."""

import urllib.parse
from collections.abc import Iterable

from app.accounts.models import Person
from app.accounts.policy import is_moderator, offices_of
from app.plan.models import MEASURE_STATUSES, Answer, Measure

LONGEST_TITLE, LONGEST_TEXT, LONGEST_REASON = 200, 20_000, 2000
LONGEST_COVER_SOURCE = 300
LONGEST_SOURCE, LONGEST_PAPER = 500, 60
LONGEST_ANSWER, LONGEST_WITHDRAWAL = 10_000, 500
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
FIRST_YEAR, LAST_YEAR = 2000, 2100
# What the plan consists of: neither mere suggestions nor what was deferred or dropped.
IN_PLAN = ("agreed", "decided", "running", "done")


def works_on_plan(person: Person) -> bool:
    """Whether the person works on the plan: planners of any office, moderators, administrators."""
    return is_moderator(person) or "planner" in person.roles


def may_adopt_plan(person: Person) -> bool:
    """Whether the person may record that the council adopted the plan: the plan is one for all."""
    return is_moderator(person)


def can_change(person: Person, measure: Measure) -> bool:
    """Whether the person may change the measure.

    Moderators any, planners those of their office, of no office yet, or where it is a partner.
    """
    return can_change_for(person, measure.lead_office_id, [one.id for one in measure.partners])


def can_change_for(person: Person, lead_id: int | None, partner_ids: Iterable[int]) -> bool:
    """Whether the person may change a measure with these offices."""
    if is_moderator(person):
        return True
    if "planner" not in person.roles:
        return False
    return lead_id is None or bool({lead_id, *partner_ids} & offices_of(person))


def may_answer_for(person: Person, office_id: int) -> bool:
    """Whether the person may answer in the name of the office: its planners, moderators."""
    return is_moderator(person) or office_id in offices_of(person)


def can_edit_answer(person: Person, answer: Answer) -> bool:
    """Whether the person may read, change, release or throw away the draft."""
    return answer.status == "draft" and may_answer_for(person, answer.office_id)


def can_withdraw_answer(person: Person, answer: Answer) -> bool:
    """Whether the person may take the released answer back."""
    return answer.status == "released" and may_answer_for(person, answer.office_id)


def can_see_answer(person: Person, answer: Answer) -> bool:
    """Whether the person may open the answer at the desk; a draft is for its office alone."""
    if answer.status == "draft":
        return can_edit_answer(person, answer)
    return works_on_plan(person)


def is_public(measure: Measure) -> bool:
    """Whether everybody may see the measure: all but mere suggestions."""
    return measure.status != "suggested"


def is_web_address(typed: str) -> bool:
    """Whether a text is an address with http or https and a host, without blanks."""
    try:
        parts = urllib.parse.urlsplit(typed)
    except ValueError:
        return False
    is_whole = not any(letter.isspace() or ord(letter) < 32 for letter in typed)
    return parts.scheme in ("http", "https") and bool(parts.hostname) and is_whole
