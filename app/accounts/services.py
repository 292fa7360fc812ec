"""People, roles and sessions."""

import datetime as dt
import functools
import re
import threading
from importlib import resources

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import delete, select

from app.accounts.models import ROLES, AuditEntry, AuditHead, Person, RoleGrant, SignInSession
from app.accounts.policy import password_problem
from app.accounts.queries import AUDIT_PURPOSE, SESSION_PURPOSE, by_email, linked_text
from app.shared.clock import now
from app.shared.database import db
from app.shared.errors import InvalidData
from app.shared.secrets import keyed_hash, keyed_hashes, random_token
from app.shared.transactions import writes

LONGEST_SESSION = dt.timedelta(hours=12)
EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s.]+(\.[^@\s.]+)+", re.ASCII)

# OWASP's smallest recommended setting of argon2id; at most two at once, so that a burst of
# sign-ins cannot take all memory.
_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_two_at_once = threading.BoundedSemaphore(2)


def hash_password(password: str) -> str:
    """Return the argon2id hash. Slow on purpose: call outside of a writing transaction."""
    with _two_at_once:
        return _hasher.hash(password)


def password_fits(person: Person | None, password: str) -> bool:
    """Return whether the password opens this active account.

    An unknown or disabled account costs the same time as a wrong password (ASVS 6.3.8).
    """
    usable = person is not None and person.active
    stored = person.password_hash if person is not None and usable else _hash_of_nobody()
    try:
        with _two_at_once:
            return _hasher.verify(stored, password) and usable
    except (VerificationError, InvalidHashError):
        return False


def create_person(
    email: str, name: str, password: str, roles: list[str], *, is_example: bool = False
) -> Person:
    """Store somebody with these roles; raise `InvalidData` if address or password is unfit."""
    email = email.strip().lower()
    problems = [] if EMAIL.fullmatch(email) else [f"{email!r} is not an e-mail address."]
    problems += [f"There is no role {role!r}." for role in roles if role not in ROLES]
    if by_email(email) is not None:
        problems.append(f"There is an account for {email} already.")
    problem = password_problem(password, email, common_passwords())
    problems += [problem] if problem else []
    if problems:
        raise InvalidData(problems)
    return _store_person(email, name, hash_password(password), roles, is_example)


def set_password(person: Person, password: str) -> None:
    """Change the password and end all sessions; raise `InvalidData` if it cannot be used."""
    problem = password_problem(password, person.email, common_passwords())
    if problem:
        raise InvalidData([problem])
    _store_password(person, hash_password(password))


@writes
def disable(person: Person) -> None:
    """Close the account and end all its sessions."""
    person.active = False
    _end_sessions(person)
    record(person.id, "account disabled", f"person:{person.id}")


@writes
def grant(person: Person, role: str) -> None:
    """Give a role; the person signs in anew, so that no session is older than its rights."""
    if role not in person.roles:
        person.grants.append(RoleGrant(role=role, granted_at=now()))
        _end_sessions(person)
        record(person.id, f"role {role} granted", f"person:{person.id}")


@writes
def sign_in(person: Person) -> str:
    """Start a session and return its token; only the token's hash is stored."""
    token, moment = random_token(), now()
    db.session.execute(delete(SignInSession).where(SignInSession.ends_at <= moment))
    db.session.add(
        SignInSession(
            token_hash=keyed_hash(SESSION_PURPOSE, token),
            person_id=person.id,
            started_at=moment,
            ends_at=moment + LONGEST_SESSION,
        )
    )
    record(person.id, "signed in", f"person:{person.id}")
    return token


@writes
def sign_out(token: str, person_id: int) -> None:
    """End the session of this token."""
    hashes = keyed_hashes(SESSION_PURPOSE, token)
    db.session.execute(delete(SignInSession).where(SignInSession.token_hash.in_(hashes)))
    record(person_id, "signed out", f"person:{person_id}")


@writes
def record(person_id: int | None, action: str, subject: str) -> None:
    """Add a line to the audit trail: who did what to which thing, without personal content."""
    # Whoever adds a line holds the end of the chain until the commit.
    head = db.session.scalars(select(AuditHead).with_for_update()).one()
    entry = AuditEntry(at=now(), person_id=person_id, action=action, subject=subject)
    entry.link = head.link = keyed_hash(AUDIT_PURPOSE, linked_text(head.link, entry))
    head.entries += 1
    db.session.add(entry)
    db.session.flush()


@functools.cache
def common_passwords() -> frozenset[str]:
    """Return the 3,000 and more most common passwords of the list that zxcvbn ships, offline."""
    lists = resources.files("zxcvbn").joinpath("frequency_lists.py").read_text(encoding="utf-8")
    found = re.search(r'"passwords":\s*"([^"]*)"', lists) or re.search(
        r'passwords["\']?\s*[:=]\s*["\']([^"\']*)', lists
    )
    return frozenset(found.group(1).split(",")) if found else frozenset()


@writes
def _store_person(
    email: str, name: str, password_hash: str, roles: list[str], is_example: bool
) -> Person:
    moment = now()
    person = Person(
        email=email,
        name=name,
        password_hash=password_hash,
        is_example=is_example,
        created_at=moment,
        grants=[RoleGrant(role=role, granted_at=moment) for role in roles],
    )
    db.session.add(person)
    db.session.flush()
    record(person.id, "account created", f"person:{person.id}")
    return person


@writes
def _store_password(person: Person, password_hash: str) -> None:
    person.password_hash = password_hash
    _end_sessions(person)
    record(person.id, "password changed", f"person:{person.id}")


def _end_sessions(person: Person) -> None:
    db.session.execute(delete(SignInSession).where(SignInSession.person_id == person.id))
    db.session.flush()


@functools.cache
def _hash_of_nobody() -> str:
    return _hasher.hash(random_token())
