"""Limits on repeated tries, without storing an address (trust.md S4, P8).

Counting follows the `limits` library. Its storages forget on restart or need Redis, so the tries
that matter for security are counted in our own database; `REDIS_URL` takes over for both kinds.
"""

import datetime as dt
import functools
import hmac
import ipaddress
import secrets
import threading
from typing import Any

from flask import current_app, request
from limits import RateLimitItem, RateLimitItemPerHour, RateLimitItemPerMinute
from limits.storage import RedisStorage, Storage
from limits.strategies import FixedWindowRateLimiter
from sqlalchemy import LargeBinary, String, case, delete, insert, select
from sqlalchemy.orm import Mapped, mapped_column

from app.shared.clock import now, today
from app.shared.database import Base, UtcDateTime, db, insert_or, table_of

EXTENSION = "ortsstimme.throttle"


class ThrottleWindow(Base):
    """How often something was tried in the window that ends at `ends_at`."""

    __tablename__ = "throttle_window"

    key: Mapped[str] = mapped_column(String(200), primary_key=True)
    tries: Mapped[int]
    ends_at: Mapped[dt.datetime] = mapped_column(UtcDateTime, index=True)


class ThrottleKey(Base):
    """The random key of a day; deleted with the day, so that old network marks mean nothing."""

    __tablename__ = "throttle_key"

    day: Mapped[dt.date] = mapped_column(primary_key=True)
    key: Mapped[bytes] = mapped_column(LargeBinary)


class Throttled(Exception):
    """Too many tries; `retry_after` seconds until the next may succeed."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(f"Try again in {retry_after} seconds.")
        self.retry_after = max(1, retry_after)


class DatabaseStorage(Storage):
    """Keeps the windows of the `limits` library in our database, each try a short transaction."""

    STORAGE_SCHEME = None

    def __init__(self) -> None:
        super().__init__(None)

    @property
    def base_exceptions(self) -> type[Exception]:
        return ConnectionError

    def incr(self, key: str, expiry: float, amount: int = 1) -> int:
        moment = now()
        fresh = moment + dt.timedelta(seconds=expiry)
        table = table_of(ThrottleWindow)
        over = table.c.ends_at <= moment
        new = insert_or(table).values(key=key, tries=amount, ends_at=fresh)
        statement = new.on_conflict_do_update(
            index_elements=["key"],
            set_={
                "tries": _either(over, amount, table.c.tries + amount),
                "ends_at": _either(over, fresh, table.c.ends_at),
            },
        ).returning(table.c.tries)
        with db.engine.execution_options(rw=True).begin() as connection:
            return int(connection.execute(statement).scalar_one())

    def get(self, key: str) -> int:
        row = self._window(key)
        return row.tries if row and row.ends_at > now() else 0

    def get_expiry(self, key: str) -> float:
        row = self._window(key)
        return row.ends_at.timestamp() if row else now().timestamp()

    def check(self) -> bool:
        return True

    def reset(self) -> int | None:
        with db.engine.execution_options(rw=True).begin() as connection:
            return connection.execute(delete(ThrottleWindow)).rowcount

    def clear(self, key: str) -> None:
        with db.engine.execution_options(rw=True).begin() as connection:
            connection.execute(delete(ThrottleWindow).where(ThrottleWindow.key == key))

    def _window(self, key: str) -> Any:
        with db.engine.connect() as connection:
            table = table_of(ThrottleWindow)
            return connection.execute(select(table).where(table.c.key == key)).one_or_none()


class MemoryStorage(Storage):
    """Keeps the windows in this process.

    The library's own starts a thread every hundredth of a second, and two threads that count at
    the same moment can start one twice, which raises.
    """

    STORAGE_SCHEME = None

    def __init__(self) -> None:
        super().__init__(None)
        self._turn = threading.Lock()
        self._windows: dict[str, tuple[int, float]] = {}
        self._sweep_at = 0.0

    @property
    def base_exceptions(self) -> type[Exception]:
        return ConnectionError

    def incr(self, key: str, expiry: float, amount: int = 1) -> int:
        moment = now().timestamp()
        with self._turn:
            if moment >= self._sweep_at:
                self._sweep_at = moment + expiry
                self._windows = {k: w for k, w in self._windows.items() if w[1] > moment}
            tries, ends_at = self._windows.get(key, (0, 0.0))
            tries, ends_at = (tries, ends_at) if ends_at > moment else (0, moment + expiry)
            self._windows[key] = (tries + amount, ends_at)
            return tries + amount

    def get(self, key: str) -> int:
        tries, ends_at = self._windows.get(key, (0, 0.0))
        return tries if ends_at > now().timestamp() else 0

    def get_expiry(self, key: str) -> float:
        return self._windows.get(key, (0, now().timestamp()))[1]

    def check(self) -> bool:
        return True

    def reset(self) -> int | None:
        with self._turn:
            self._windows = {}
        return None

    def clear(self, key: str) -> None:
        with self._turn:
            self._windows.pop(key, None)


def init_throttle(app: Any) -> None:
    """Choose where tries are counted: Redis if there is one, else database and memory."""
    redis_url = app.config["SETTINGS"].redis_url
    lasting: Storage = RedisStorage(redis_url) if redis_url else DatabaseStorage()
    quick: Storage = RedisStorage(redis_url) if redis_url else MemoryStorage()
    app.extensions[EXTENSION] = {
        "lasting": FixedWindowRateLimiter(lasting),
        "quick": FixedWindowRateLimiter(quick),
    }


def per_minute(number: int) -> RateLimitItem:
    """Return a limit of so many tries a minute."""
    return RateLimitItemPerMinute(number)


def per_hour(number: int) -> RateLimitItem:
    """Return a limit of so many tries an hour."""
    return RateLimitItemPerHour(number)


def count_lasting(limit: RateLimitItem, *names: str) -> None:
    """Count a try that must survive a restart; raise `Throttled` when there were too many."""
    _count("lasting", limit, names)


def count_quick(limit: RateLimitItem, *names: str) -> None:
    """Count a try of this process (or of all, with Redis); raise `Throttled` at the limit."""
    _count("quick", limit, names)


def network_mark() -> str:
    """Return today's keyed hash of the asking network (IPv4 /24, IPv6 /56); never the address."""
    network = _network_of(request.remote_addr or "127.0.0.1")
    return hmac.digest(_day_key(today()), network, "sha256").hex()[:32]


def _count(kind: str, limit: RateLimitItem, names: tuple[str, ...]) -> None:
    limiter = current_app.extensions[EXTENSION][kind]
    if not limiter.hit(limit, *names):
        stats = limiter.get_window_stats(limit, *names)
        raise Throttled(round(stats.reset_time - now().timestamp()))


def _network_of(remote: str) -> bytes:
    address = ipaddress.ip_address(remote)
    kept = 3 if address.version == 4 else 7
    return address.packed[:kept]


@functools.lru_cache(maxsize=2)
def _day_key(day: dt.date) -> bytes:
    with db.engine.execution_options(rw=True).begin() as connection:
        connection.execute(delete(ThrottleKey).where(ThrottleKey.day < day))
        connection.execute(delete(ThrottleWindow).where(ThrottleWindow.ends_at < now()))
        stored = connection.execute(select(ThrottleKey.key).where(ThrottleKey.day == day)).scalar()
        if stored is None:
            stored = secrets.token_bytes(32)
            connection.execute(insert(ThrottleKey).values(day=day, key=stored))
    return bytes(stored)


def _either(condition: Any, then: Any, otherwise: Any) -> Any:
    return case((condition, then), else_=otherwise)
