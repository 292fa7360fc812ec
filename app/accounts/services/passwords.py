"""Passwords: argon2id and the list of those that are tried first."""

import functools
import re
import threading
from importlib import resources

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from app.accounts.models import Person
from app.shared.secrets import random_token

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

    An account that is unknown, disabled or without a password costs the same time as a wrong
    password (ASVS 6.3.8).
    """
    usable = person is not None and person.active and bool(person.password_hash)
    stored = person.password_hash if person is not None and usable else _hash_of_nobody()
    try:
        with _two_at_once:
            return _hasher.verify(stored, password) and usable
    except (VerificationError, InvalidHashError):
        return False


@functools.cache
def common_passwords() -> frozenset[str]:
    """Return the 3,000 and more most common passwords of the list that zxcvbn ships, offline."""
    lists = resources.files("zxcvbn").joinpath("frequency_lists.py").read_text(encoding="utf-8")
    found = re.search(r'"passwords":\s*"([^"]*)"', lists) or re.search(
        r'passwords["\']?\s*[:=]\s*["\']([^"\']*)', lists
    )
    return frozenset(found.group(1).split(",")) if found else frozenset()


@functools.cache
def _hash_of_nobody() -> str:
    return _hasher.hash(random_token())
