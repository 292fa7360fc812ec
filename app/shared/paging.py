"""Lists paged by key, never by OFFSET: a deep page costs what the first one costs."""

import base64
import binascii
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Position:
    """The sort key of the last row seen: a moment and the row's id."""

    moment: dt.datetime
    id: int

    def token(self) -> str:
        """Return the position for an address."""
        microseconds = int(self.moment.timestamp() * 1_000_000)
        raw = f"{microseconds:x}.{self.id:x}".encode()
        return base64.urlsafe_b64encode(raw).decode().rstrip("=")


@dataclass(frozen=True)
class Page(Generic[T]):
    """Some rows, and the token of the place after them (None at the end)."""

    rows: Sequence[T]
    next_token: str | None


def read_position(token: str | None) -> Position | None:
    """Return the position of a token; None for no token or one that we did not make."""
    if not token or len(token) > 60:
        return None
    try:
        raw = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)).decode()
        microseconds, row_id = (int(part, 16) for part in raw.split("."))
        moment = dt.datetime.fromtimestamp(0, dt.UTC) + dt.timedelta(microseconds=microseconds)
    except (ValueError, binascii.Error, OverflowError):
        return None
    return Position(moment, row_id) if 0 <= row_id < 2**63 else None
