"""Working days: Monday to Friday without the public holidays of the state."""

import datetime as dt
import functools

from holidays import HolidayBase, country_holidays

COUNTRY, STATE = "DE", "TH"


@functools.lru_cache(maxsize=64)
def add_working_days(day: dt.date, number: int) -> dt.date:
    """Return the day that lies `number` working days after `day` (holidays of Thuringia)."""
    holidays = _holidays()
    while number > 0:
        day += dt.timedelta(days=1)
        if day.weekday() < 5 and day not in holidays:
            number -= 1
    return day


@functools.lru_cache(maxsize=1)
def _holidays() -> HolidayBase:
    return country_holidays(COUNTRY, subdiv=STATE)
