"""People who come through the city's identity provider: their account, and roles that follow.

An account belongs to (issuer, subject). It is never found by an address alone: whoever controls
an address elsewhere must not control an account here (docs/decisions/0017).
"""

import logging
from dataclasses import dataclass

from app.accounts.models import ROLES, ExternalIdentity, Person, RoleGrant
from app.accounts.queries import by_email, identity_of, office_by_key, organisation_by_key
from app.accounts.services.administration import scope_problems
from app.accounts.services.audit import record
from app.accounts.services.openid import Answer
from app.accounts.services.people import EMAIL, Scope
from app.accounts.services.sessions import end_all_sessions
from app.areas.models import Council
from app.areas.queries import council_by_key
from app.shared.clock import now
from app.shared.database import db
from app.shared.errors import NotPossible
from app.shared.settings import settings
from app.shared.transactions import writes

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Arrival:
    """What became of somebody from outside: their account, or why there is none.

    `refusal` is "no role", "closed", "address" (not confirmed by the provider), or "link" (an
    administrator has to say that the account with this address is theirs).
    """

    person: Person | None
    refusal: str | None = None


@writes
def arrive(answer: Answer) -> Arrival:
    """Bring account and roles of somebody to what the provider says now; commit in any case."""
    known = identity_of(answer.issuer, answer.subject)
    wanted = mapped_roles(answer.values)
    if known is not None and known.person is not None:
        return _come_back(known.person, wanted)
    if not wanted:
        return Arrival(None, "no role")
    if not answer.email_is_verified or not EMAIL.fullmatch(answer.email):
        return Arrival(None, "address")
    same_address = by_email(answer.email)
    if same_address is None:
        return Arrival(_first_time(known, answer, wanted))
    if not same_address.active:
        return Arrival(None, "closed")
    _ask_for_link(known, answer, same_address)
    return Arrival(None, "link")


@writes
def link_identity(by: Person, identity: ExternalIdentity, person: Person) -> None:
    """Say that this account belongs to whom the provider knows under the same address."""
    if identity.person_id is not None or identity.email != person.email:
        raise NotPossible
    identity.person, identity.linked_by_id = person, by.id
    record(by.id, "sign-in service linked", f"person:{person.id}")
    db.session.flush()


@writes
def unlink_identity(by: Person, identity: ExternalIdentity, person: Person) -> None:
    """End the way from the provider into this account, and the roles that came through it."""
    if identity.person_id not in (None, person.id) or identity.email != person.email:
        raise NotPossible
    if identity.person_id is not None:
        _bring_roles(person, [])
    db.session.delete(identity)
    record(by.id, "sign-in service unlinked", f"person:{person.id}")
    db.session.flush()


def mapped_roles(values: tuple[str, ...]) -> list[tuple[str, Scope]]:
    """Return the roles that the configured mapping gives for values of the claim.

    What names no role, or a council, office or organisation that is not there, opens nothing.
    """
    own = settings().openid
    pairs = own.role_map if own is not None else ()
    found = [scoped_role(role) for value, role in pairs if value in values]
    return [one for one in found if one is not None]


def scoped_role(written: str) -> tuple[str, Scope] | None:
    """Return a role with its scope as the mapping writes it: `moderator`, `council:rieth`."""
    role, _separator, key = written.partition(":")
    if role not in ROLES:
        return None
    scope = _scope_of(role, key) if key else Scope()
    return None if scope is None or scope_problems(role, scope) else (role, scope)


def _scope_of(role: str, key: str) -> Scope | None:
    council: Council | None = council_by_key(key)
    office, organisation = office_by_key(key), organisation_by_key(key)
    scope = Scope(
        council_id=council.id if council else None,
        office_id=office.id if office else None,
        organisation_id=organisation.id if organisation else None,
    ).fitting(role)
    return scope if scope != Scope() else None


def _come_back(person: Person, wanted: list[tuple[str, Scope]]) -> Arrival:
    if not person.active:
        return Arrival(None, "closed")
    _bring_roles(person, wanted)
    return Arrival(person) if person.roles else Arrival(None, "no role")


def _first_time(
    known: ExternalIdentity | None, answer: Answer, wanted: list[tuple[str, Scope]]
) -> Person:
    person = Person(
        email=answer.email,
        name=answer.name or answer.email.partition("@")[0],
        password_hash="",
        created_at=now(),
        grants=[],
    )
    db.session.add(person)
    db.session.flush()
    identity = known or _identity(answer)
    identity.person = person
    db.session.add(identity)
    record(person.id, "account created from outside", f"person:{person.id}")
    _bring_roles(person, wanted)
    return person


def _ask_for_link(known: ExternalIdentity | None, answer: Answer, person: Person) -> None:
    """Once: a second try changes nothing, except that the address may be another now."""
    if known is None:
        db.session.add(_identity(answer))
        record(None, "sign-in service wants to be linked", f"person:{person.id}")
    else:
        known.email = answer.email
    db.session.flush()


def _identity(answer: Answer) -> ExternalIdentity:
    return ExternalIdentity(
        issuer=answer.issuer,
        subject=answer.subject,
        email=answer.email,
        first_seen_at=now(),
    )


def _bring_roles(person: Person, wanted: list[tuple[str, Scope]]) -> None:
    """Roles given by hand stay whatever the provider says; mapped ones follow it."""
    held = {_key(grant.role, _scope(grant)): grant for grant in person.grants}
    keys = {_key(role, scope) for role, scope in wanted}
    gone = [grant for key, grant in held.items() if grant.source == "mapped" and key not in keys]
    new = [(role, scope) for role, scope in wanted if _key(role, scope) not in held]
    for grant in gone:
        person.grants.remove(grant)
        db.session.delete(grant)
        record(None, "role revoked", f"person:{person.id} {grant.role}")
    for role, scope in dict.fromkeys(new):
        mapped = RoleGrant(role=role, granted_at=now(), source="mapped", **vars(scope))
        person.grants.append(mapped)
        record(None, "role granted", f"person:{person.id} {role}")
    if gone or new:
        end_all_sessions(person)
    db.session.flush()


def _scope(grant: RoleGrant) -> Scope:
    return Scope(grant.council_id, grant.office_id, grant.organisation_id)


def _key(role: str, scope: Scope) -> tuple[object, ...]:
    return (role, scope.council_id, scope.office_id, scope.organisation_id)
