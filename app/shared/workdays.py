"""Working days: Monday to Friday without the public holidays of the state."""

import datetime as dt
import functools
from typing import TYPE_CHECKING, cast

from app.shared.lazy import lazy

if TYPE_CHECKING:
    from holidays import HolidayBase

holidays = lazy("holidays")

COUNTRY, STATE = "DE", "TH"


@functools.lru_cache(maxsize=64)
def add_working_days(day: dt.date, number: int) -> dt.date:
    """Return the day that lies `number` working days after `day` (holidays of Thuringia)."""
    while number > 0:
        day += dt.timedelta(days=1)
        if is_working_day(day):
            number -= 1
    return day


def is_working_day(day: dt.date) -> bool:
    """Return whether offices work on this day: Monday to Friday, no holiday of Thuringia."""
    return day.weekday() < 5 and day not in _holidays()


def free_because(day: dt.date) -> tuple[str, ...]:
    """Return why offices do not work on this day: "saturday", "sunday", names of holidays."""
    weekend = {5: ("saturday",), 6: ("sunday",)}.get(day.weekday(), ())
    return (*weekend, *_holidays().get_list(day))


@functools.lru_cache(maxsize=1)
def _holidays() -> "HolidayBase":
    found = holidays.country_holidays(COUNTRY, subdiv=STATE, language="de")
    return cast("HolidayBase", found)
