"""The signed key of an open form: it makes a contribution arrive once and tells its age."""

import datetime as dt
import secrets
from dataclasses import dataclass

from flask import current_app
from itsdangerous import BadSignature, TimestampSigner

from app.shared.clock import now

LONGEST_OPEN = dt.timedelta(days=7)
# Nobody reads the page, writes and sends within this time; a program does.
SHORTEST_OPEN = dt.timedelta(seconds=2)


@dataclass(frozen=True)
class FormKey:
    """128 random bits, and when the form was opened (UTC)."""

    key: str
    opened_at: dt.datetime

    @property
    def too_quick(self) -> bool:
        """Whether the form was sent sooner than a person can."""
        return now() - self.opened_at < SHORTEST_OPEN


def new_key() -> str:
    """Return a signed key for a form that is being opened now."""
    return _signer().sign(secrets.token_hex(16)).decode()


def read_key(signed: str | None) -> FormKey | None:
    """Return the key, or None if it is not ours or the form was open for more than a week."""
    try:
        seconds = int(LONGEST_OPEN.total_seconds())
        key, opened_at = _signer().unsign(signed or "", max_age=seconds, return_timestamp=True)
    except BadSignature:
        return None
    return FormKey(key.decode(), opened_at)


def _signer() -> TimestampSigner:
    keys = current_app.config["SETTINGS"].secret_keys
    return TimestampSigner(list(reversed(keys)), salt="submission form")
