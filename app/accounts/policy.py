"""Who may do what: sentences about a person, by role."""

from app.accounts.models import Person

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


def may_export(person: Person) -> bool:
    """Whether the person may make exports of published contributions."""
    return bool(person.roles & {"moderator", "planner", "admin"})


def password_problem(password: str, email: str, common: frozenset[str]) -> str | None:
    """Return why a password cannot be taken, or None (ASVS 6.2: length and lists, no recipes)."""
    if len(password) < SHORTEST_PASSWORD:
        return f"The password needs at least {SHORTEST_PASSWORD} characters."
    if len(password) > LONGEST_PASSWORD:
        return f"The password may have at most {LONGEST_PASSWORD} characters."
    lower = password.lower()
    core = "".join(letter for letter in lower if letter.isalpha())
    if lower in common or core in common or core in CONTEXT_WORDS or len(set(lower)) < 5:
        return "This password is one of those that are tried first. Please choose another."
    if lower in (email.lower(), email.lower().partition("@")[0]):
        return "The password must not be the e-mail address."
    return None
