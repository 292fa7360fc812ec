"""What the rules of the application say about roles: asked of the rules themselves."""

from collections.abc import Callable

from app.accounts.models import (
    COUNCIL_ROLES,
    ORGANISATION_ROLES,
    ROLES,
    Organisation,
    Person,
    RoleGrant,
)
from app.areas.models import Council
from app.shared.clock import now

Rule = Callable[[Person], bool]
SOME = 0  # stands for any one council or organisation


def roles_that_pass(rule: Rule | None) -> tuple[str, ...]:
    """Return the roles that are enough for a rule; all of them if it is None."""
    return tuple(role for role in ROLES if rule is None or rule(_holder(_some_grant(role))))


def reasons_for(person: Person, rule: Rule) -> list[RoleGrant]:
    """Return those roles of the person, in force today, that alone satisfy the rule."""
    return [held for held in person.current_grants if rule(_holder(_copy(held)))]


def _holder(held: RoleGrant) -> Person:
    """Return somebody who is not stored and holds this role alone."""
    return Person(name="", email="", active=True, grants=[held])


def _some_grant(role: str) -> RoleGrant:
    """Return a role for some council or a verified organisation, as the role needs it."""
    held = RoleGrant(role=role)
    if role in COUNCIL_ROLES:
        held.council_id, held.council = SOME, Council(id=SOME, key="", name="")
    if role in ORGANISATION_ROLES:
        some = Organisation(id=SOME, key="", name="", verified_at=now())
        held.organisation_id, held.organisation = SOME, some
    return held


def _copy(held: RoleGrant) -> RoleGrant:
    names = ("role", "begins_on", "ends_on", "council_id", "office_id", "organisation_id")
    scopes = ("council", "office", "organisation")
    return RoleGrant(**{name: getattr(held, name) for name in (*names, *scopes)})
