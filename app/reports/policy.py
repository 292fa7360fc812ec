"""Who may write the report and who may release it."""

from app.accounts.models import Person
from app.accounts.policy import is_moderator
from app.plan.policy import works_on_plan

LONGEST_TITLE, LONGEST_FIELD, LONGEST_NUMBER = 200, 200, 60
LONGEST_SECTION, LONGEST_NOTE = 20_000, 500


def writes_reports(person: Person) -> bool:
    """Whether the person may write the yearly report: whoever works on the plan."""
    return works_on_plan(person)


def releases_reports(person: Person) -> bool:
    """Whether the person may release it in the city's name: moderators and administrators."""
    return is_moderator(person)
