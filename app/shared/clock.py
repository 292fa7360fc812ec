"""Time: stored in UTC, shown in Europe/Berlin."""

import datetime as dt
from zoneinfo import ZoneInfo

LOCAL_ZONE = ZoneInfo("Europe/Berlin")


def now() -> dt.datetime:
    """Return the current time, aware, in UTC."""
    return dt.datetime.now(dt.UTC)


def to_local(moment: dt.datetime) -> dt.datetime:
    """Return the same moment as shown on a clock in Europe/Berlin."""
    return moment.astimezone(LOCAL_ZONE)


def today() -> dt.date:
    """Return the calendar day in Europe/Berlin."""
    return to_local(now()).date()


def from_local(day: dt.date, time: dt.time = dt.time.min) -> dt.datetime:
    """Return the UTC moment of a wall-clock time in Europe/Berlin (midnight unless told)."""
    return dt.datetime.combine(day, time, LOCAL_ZONE).astimezone(dt.UTC)
