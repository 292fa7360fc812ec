"""Two people on one thing: whoever is second is told (trust.md, the twelve things, no. 7)."""

from typing import Protocol

from sqlalchemy.orm.exc import StaleDataError

from app.shared.database import db
from app.shared.errors import Conflict


class Versioned(Protocol):
    """A row with a version column."""

    version: int


def expect_version(row: Versioned, expected: int, name: str) -> None:
    """Read the row anew; raise `Conflict` if it is no longer the version that was on the screen."""
    db.session.refresh(row)
    if row.version != expected:
        raise Conflict(name)


def flush_or_conflict(name: str) -> None:
    """Store what was changed; raise `Conflict` if somebody else was quicker."""
    try:
        db.session.flush()
    except StaleDataError:
        raise Conflict(name) from None
