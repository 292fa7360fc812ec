"""People and the roles they hold."""

import datetime as dt
import re
from dataclasses import dataclass

from app.accounts.models import COUNCIL_ROLES, ORGANISATION_ROLES, ROLES, Person, RoleGrant
from app.accounts.policy import password_problem
from app.accounts.queries import by_email
from app.accounts.services.audit import record
from app.accounts.services.links import forget_links
from app.accounts.services.passwords import common_passwords, hash_password
from app.accounts.services.sessions import end_all_sessions
from app.shared.clock import now
from app.shared.database import db
from app.shared.errors import InvalidData
from app.shared.transactions import writes

EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s.]+(\.[^@\s.]+)+", re.ASCII)


@dataclass(frozen=True)
class Scope:
    """For what and from when to when a role is held; days in Europe/Berlin, both included."""

    council_id: int | None = None
    office_id: int | None = None
    organisation_id: int | None = None
    begins_on: dt.date | None = None
    ends_on: dt.date | None = None

    def fitting(self, role: str) -> "Scope":
        """Return the same with only what a grant of this role can be for."""
        return Scope(
            council_id=self.council_id if role in COUNCIL_ROLES else None,
            office_id=self.office_id if role == "planner" else None,
            organisation_id=self.organisation_id if role in ORGANISATION_ROLES else None,
            begins_on=self.begins_on,
            ends_on=self.ends_on,
        )


EVERYWHERE = Scope()


def create_person(
    email: str,
    name: str,
    password: str,
    roles: list[str],
    scope: Scope = EVERYWHERE,
    *,
    is_example: bool = False,
) -> Person:
    """Store somebody with these roles, each for the part of the scope that fits it.

    Raises `InvalidData` if address or password is unfit.
    """
    email = email.strip().lower()
    problems = [] if EMAIL.fullmatch(email) else [f"{email!r} is not an e-mail address."]
    problems += [f"There is no role {role!r}." for role in roles if role not in ROLES]
    if by_email(email) is not None:
        problems.append(f"There is an account for {email} already.")
    problem = password_problem(password, email, common_passwords())
    problems += [problem] if problem else []
    if problems:
        raise InvalidData(problems)
    return _store_person(email, name, hash_password(password), _grants(roles, scope), is_example)


def set_password(person: Person, password: str) -> None:
    """Change the password and end all sessions; raise `InvalidData` if it cannot be used."""
    problem = password_problem(password, person.email, common_passwords())
    if problem:
        raise InvalidData([problem])
    store_password(person, hash_password(password))


@writes
def store_password(person: Person, password_hash: str) -> None:
    """Change the password to one whose hash is at hand, and end all sessions."""
    person.password_hash = password_hash
    end_all_sessions(person)
    record(person.id, "password changed", f"person:{person.id}")


@writes
def disable(person: Person, *, by: Person | None = None) -> None:
    """Close the account; end all its sessions and links. Without `by` it was a command."""
    person.active = False
    end_all_sessions(person)
    forget_links(person)
    record(by.id if by else None, "account disabled", f"person:{person.id}")


@writes
def grant(
    person: Person, role: str, scope: Scope = EVERYWHERE, *, by: Person | None = None
) -> RoleGrant:
    """Give a role; without `by` it was a command. All sessions end: none is older than its rights.

    A role that is held for the same council, office or organisation gets the new term.
    """
    held = next((g for g in person.grants if _same(g, role, scope)), None)
    term = (scope.begins_on, scope.ends_on)
    if held is not None and (held.begins_on, held.ends_on, held.source) == (*term, "given"):
        return held
    if held is None:
        held = RoleGrant(role=role, granted_at=now(), **vars(scope))
        person.grants.append(held)
    held.begins_on, held.ends_on = term
    held.source = "given"
    end_all_sessions(person)
    record(by.id if by else None, "role granted", _role_of(person, held))
    return held


@writes
def revoke(person: Person, held: RoleGrant, *, by: Person | None = None) -> None:
    """Take a role away and end all sessions of the person."""
    person.grants.remove(held)
    db.session.delete(held)
    end_all_sessions(person)
    record(by.id if by else None, "role revoked", _role_of(person, held))


def _role_of(person: Person, held: RoleGrant) -> str:
    """Name a role with what it is for, in numbers: `person:7 district_mayor council:3`."""
    scopes = {"council": held.council_id, "office": held.office_id}
    scopes["organisation"] = held.organisation_id
    parts = [f"{name}:{number}" for name, number in scopes.items() if number is not None]
    return " ".join([f"person:{person.id}", held.role, *parts])


def _grants(roles: list[str], scope: Scope) -> list[RoleGrant]:
    moment = now()
    return [RoleGrant(role=role, granted_at=moment, **vars(scope.fitting(role))) for role in roles]


def _same(held: RoleGrant, role: str, scope: Scope) -> bool:
    ours = (held.role, held.council_id, held.office_id, held.organisation_id)
    return ours == (role, scope.council_id, scope.office_id, scope.organisation_id)


@writes
def _store_person(
    email: str, name: str, password_hash: str, grants: list[RoleGrant], is_example: bool
) -> Person:
    person = Person(
        email=email,
        name=name,
        password_hash=password_hash,
        is_example=is_example,
        created_at=now(),
        grants=grants,
    )
    db.session.add(person)
    db.session.flush()
    record(person.id, "account created", f"person:{person.id}")
    return person
