"""Periods of calendar months as German civil law counts them; no moment is shifted by a clock.

BGB § 187(1): the day of the event does not count. § 188(2): a period of months ends with the end
of the day that has the same number; § 188(3): if that month has no such day, with its last day.
§ 193: if the last day is a Saturday, a Sunday or a public holiday, the next working day takes its
place.
"""

import calendar
import datetime as dt
from dataclasses import dataclass

from app.shared.clock import LOCAL_ZONE, from_local
from app.shared.workdays import free_because

ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Period:
    """A period of `months` after the day of the event; days in Europe/Berlin.

    `counted` is where counting ends, `due` the last day after § 193; `moved` says for each day
    between them why it cannot be the last one: "saturday", "sunday" or the name of a holiday.
    """

    begins: dt.date
    months: int
    counted: dt.date
    due: dt.date
    moved: tuple[tuple[dt.date, tuple[str, ...]], ...]

    @property
    def ends_at(self) -> dt.datetime:
        """The moment (UTC) of the midnight with which the last day ends."""
        return from_local(self.due + ONE_DAY)

    @property
    def zone(self) -> str:
        """The name of the time zone that the days are meant in."""
        return LOCAL_ZONE.key


def add_months(day: dt.date, months: int) -> dt.date:
    """Return the day of the same number so many months later, else the last day of that month."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def period_of_months(begins: dt.date, months: int) -> Period:
    """Return the period of whole months that begins with an event on this day."""
    counted = due = add_months(begins, months)
    moved = []
    while reasons := free_because(due):
        moved.append((due, reasons))
        due += ONE_DAY
    return Period(begins, months, counted, due, tuple(moved))
