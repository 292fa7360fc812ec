"""What the rules of the application say about roles: asked of the rules themselves."""

from collections.abc import Callable

from app.accounts.models import COUNCIL_ROLES, ORGANISATION_ROLES, ROLES, Person, RoleGrant

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
    held = RoleGrant(role=role)
    held.council_id = SOME if role in COUNCIL_ROLES else None
    held.organisation_id = SOME if role in ORGANISATION_ROLES else None
    return held


def _copy(held: RoleGrant) -> RoleGrant:
    scopes = {"council_id": held.council_id, "office_id": held.office_id}
    scopes["organisation_id"] = held.organisation_id
    return RoleGrant(role=held.role, begins_on=held.begins_on, ends_on=held.ends_on, **scopes)
