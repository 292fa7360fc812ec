"""Who may do what: sentences about a person, by role."""

from app.accounts.models import ORGANISATION_ROLES, Organisation, Person
from app.shared.errors import N_

SHORTEST_PASSWORD, LONGEST_PASSWORD = 12, 1000
SECOND_CODERS = frozenset({"second_coder", "moderator", "admin"})
# Words that anybody would try first here (ASVS 6.2.11).
CONTEXT_WORDS = ("ortsstimme", "erfurt", "thueringen", "thüringen", "sozialraum", "passwort")


def is_admin(person: Person) -> bool:
    """Whether the person sets up areas, rounds, guidelines and people."""
    return "admin" in person.roles


def is_moderator(person: Person) -> bool:
    """Whether the person reviews contributions; administrators may as well."""
    return bool(person.roles & {"moderator", "admin"})


def may_code_second(person: Person) -> bool:
    """Whether the person may assign codes a second time, without seeing the first ones."""
    return bool(person.roles & SECOND_CODERS)


def is_auditor(person: Person) -> bool:
    """Whether the person reads the audit trail."""
    return bool(person.roles & {"auditor", "admin"})


def councils_of(person: Person) -> frozenset[int]:
    """Return the ids of the councils that the person speaks for today."""
    held = (grant.council_id for grant in person.current_grants)
    return frozenset(council for council in held if council is not None)


def organisations_of(person: Person) -> frozenset[int]:
    """Return the ids of the organisations that the person speaks for today."""
    held = (grant.organisation_id for grant in person.current_grants)
    return frozenset(organisation for organisation in held if organisation is not None)


def organisations_held(person: Person) -> list[Organisation]:
    """Return the organisations that the person belongs to today, verified or not, by name."""
    held = {grant.organisation for grant in person.current_grants if grant.organisation}
    return sorted(held, key=lambda organisation: organisation.name)


def speaks_for(person: Person) -> list[Organisation]:
    """Return the organisations in whose name the person may speak today: the verified ones."""
    return [one for one in organisations_held(person) if one.verified_at is not None]


def offices_of(person: Person) -> frozenset[int]:
    """Return the ids of the offices whose planner the person is today."""
    held = (grant.office_id for grant in person.current_grants)
    return frozenset(office for office in held if office is not None)


def is_on_a_council(person: Person) -> bool:
    """Whether the person speaks for a council today."""
    return bool(councils_of(person))


def is_in_an_organisation(person: Person) -> bool:
    """Whether the person speaks for an organisation today."""
    return bool(organisations_of(person))


def manages(person: Person, organisation_id: int) -> bool:
    """Whether the person looks after the profile and the members of the organisation."""
    if is_admin(person):
        return True
    grants = person.current_grants
    managed = {g.organisation_id for g in grants if g.role == "organisation_manager"}
    return organisation_id in managed


def is_manager(person: Person) -> bool:
    """Whether the person manages an organisation today."""
    return any(grant.role == "organisation_manager" for grant in person.current_grants)


def may_manage_organisations(person: Person) -> bool:
    """Whether the person looks after profile and members of some organisation."""
    return is_admin(person) or any(
        grant.role == "organisation_manager" and grant.organisation_id is not None
        for grant in person.current_grants
    )


def may_export(person: Person) -> bool:
    """Whether the person may make exports of published contributions."""
    return bool(person.roles & {"moderator", "planner", "admin"})


def password_problem(password: str, email: str, common: frozenset[str]) -> str | None:
    """Return why a password cannot be taken, or None (ASVS 6.2: length and lists, no recipes)."""
    if len(password) < SHORTEST_PASSWORD:
        return N_("The password needs at least 12 characters.")
    if len(password) > LONGEST_PASSWORD:
        return N_("The password may have at most 1000 characters.")
    lower = password.lower()
    core = "".join(letter for letter in lower if letter.isalpha())
    if lower in common or core in common or core in CONTEXT_WORDS or len(set(lower)) < 5:
        return N_("This password is one of those that are tried first. Please choose another.")
    if lower in (email.lower(), email.lower().partition("@")[0]):
        return N_("The password must not be the e-mail address.")
    return None


def must_have_factor(person: Person) -> bool:
    """Whether a password alone is too little: for all who see more than their own organisation."""
    return bool(person.roles.difference(ORGANISATION_ROLES))


def may_go_without(person: Person, in_production: bool) -> bool:
    """Whether the person may work without a second factor; example accounts only in development."""
    return not must_have_factor(person) or (person.is_example and not in_production)
