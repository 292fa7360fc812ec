"""Drawing a share of things at random, so that nobody can foresee which, and always the same."""

from app.shared.secrets import keyed_hash

WHOLE = 2**64


def is_drawn(purpose: str, value: str, percent: int) -> bool:
    """Whether this value belongs to a share of so many per cent.

    The first 64 bits of an HMAC-SHA-256 under the secret key decide: repeatable by whoever has the
    key, not to be foreseen by anybody else. A larger share holds every smaller one.
    """
    return int(keyed_hash(purpose, value)[:16], 16) * 100 < percent * WHOLE
