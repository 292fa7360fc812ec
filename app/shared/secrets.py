"""Keys outside the database: keyed hashes, encryption and codes derived from the secret key."""

import base64
import functools
import hashlib
import hmac
import secrets
from typing import TYPE_CHECKING

from flask import current_app

from app.shared.lazy import lazy

if TYPE_CHECKING:
    from cryptography.fernet import MultiFernet

fernet = lazy("cryptography.fernet")

# Crockford's base 32: no I, L, O, U, so that a code can be read aloud.
CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
MISREAD = str.maketrans({"I": "1", "L": "1", "O": "0", "U": "V"})
CODE_LENGTH = 12
# 128 bit in hexadecimal digits.
SEAL_LENGTH = 32


def random_token() -> str:
    """Return 256 random bits, safe in addresses."""
    return secrets.token_urlsafe(32)


def keyed_hash(purpose: str, value: str) -> str:
    """Return the HMAC-SHA-256 of a value as hex; useless to whoever has the database alone."""
    return _hmac(_keys()[0], purpose, value).hex()


def keyed_hashes(purpose: str, value: str) -> list[str]:
    """Return the hash under the current key, then under each older key that is still accepted."""
    return [_hmac(key, purpose, value).hex() for key in _keys()]


def derived_code(purpose: str, value: str) -> str:
    """Return 12 Crockford base-32 characters (60 bit) that follow from the value and our key."""
    number = int.from_bytes(_hmac(_keys()[0], purpose, value)[:8], "big")
    return "".join(CROCKFORD[(number >> 5 * place) & 31] for place in range(CODE_LENGTH))


def read_code(typed: str) -> str:
    """Return a typed code in its stored form: upper case, no separators, misread letters mended."""
    letters = "".join(letter for letter in typed.upper() if letter.isalnum())
    return letters.translate(MISREAD)


def seal(purpose: str, value: str) -> str:
    """Return the value with a mark that only we can make, for an address in a mail."""
    return f"{value}.{keyed_hash(purpose, value)[:SEAL_LENGTH]}"


def unseal(purpose: str, token: str) -> str | None:
    """Return the value of a token that `seal` made for this purpose, else None."""
    value, _, mark = token.rpartition(".")
    known = (found[:SEAL_LENGTH] for found in keyed_hashes(purpose, value))
    return value if any(hmac.compare_digest(mark.encode(), k.encode()) for k in known) else None


def encrypt(value: str) -> bytes:
    """Return the value encrypted (Fernet) with a key that is not in the database."""
    return _fernet(_keys()).encrypt(value.encode())


def decrypt(token: bytes) -> str | None:
    """Return the value, or None if no key at hand opens it."""
    try:
        return _fernet(_keys()).decrypt(token).decode()
    except fernet.InvalidToken:
        return None


def _keys() -> tuple[str, ...]:
    keys: tuple[str, ...] = current_app.config["SETTINGS"].secret_keys
    return keys


def _hmac(key: str, purpose: str, value: str) -> bytes:
    return hmac.digest(_derived(key, purpose), value.encode(), "sha256")


@functools.lru_cache(maxsize=64)
def _derived(key: str, purpose: str) -> bytes:
    """One key for each purpose, so that a hash for one never fits another.

    HKDF with SHA-256 and no salt (RFC 5869): 32 bytes are its first block.
    """
    extracted = hmac.digest(bytes(32), key.encode(), "sha256")
    return hmac.digest(extracted, purpose.encode() + b"\x01", "sha256")


@functools.lru_cache(maxsize=4)
def _fernet(keys: tuple[str, ...]) -> "MultiFernet":
    secrets_of_keys = [base64.urlsafe_b64encode(_derived(k, "contact encryption")) for k in keys]
    found: MultiFernet = fernet.MultiFernet([fernet.Fernet(secret) for secret in secrets_of_keys])
    return found


def fingerprint(*parts: str) -> str:
    """Return a SHA-256 over the parts as hex: the same content gives the same fingerprint."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()
