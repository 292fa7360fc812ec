"""The year that a report tells of: it ends with the reporting date."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from app.shared.clock import from_local

ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Year:
    """The reporting date, the same day a year before, and their moments (UTC)."""

    day: dt.date

    @cached_property
    def before(self) -> dt.date:
        """The day that is compared with; of a 29 February the 28th."""
        is_leap_day = (self.day.month, self.day.day) == (2, 29)
        return self.day.replace(year=self.day.year - 1, day=28 if is_leap_day else self.day.day)

    @cached_property
    def since(self) -> dt.datetime:
        """The end of the day that is compared with."""
        return from_local(self.before + ONE_DAY)

    @cached_property
    def until(self) -> dt.datetime:
        """The end of the reporting date: what happened later is not told."""
        return from_local(self.day + ONE_DAY)

    @cached_property
    def months(self) -> tuple[dt.date, ...]:
        """The first days of the months that the year touches, each as far as it lies in it."""
        first = self.before + ONE_DAY
        starts = [first]
        while (following := _next_month(starts[-1])) <= self.day:
            starts.append(following)
        return tuple(starts)


def _next_month(day: dt.date) -> dt.date:
    return (day.replace(day=1) + dt.timedelta(days=31)).replace(day=1)
