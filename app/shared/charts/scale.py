"""From numbers to positions: a scale with round steps."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from app.shared.charts.chart import Chart, Series, Value

STEPS = 4


@dataclass(frozen=True)
class Scale:
    """A range of numbers that begins and ends at a round step."""

    low: float
    high: float
    step: float

    def share(self, value: float) -> float:
        """Return where a value lies between the ends: 0 to 1."""
        return (value - self.low) / (self.high - self.low)

    def ticks(self) -> list[float]:
        """Return the round numbers from the lower end to the upper end."""
        number = round((self.high - self.low) / self.step)
        return [round(self.low + self.step * place, 10) for place in range(number + 1)]


def scale_of(chart: Chart) -> Scale:
    """Return the scale that holds every number of the chart.

    Lengths are compared from zero, so that every chart but one of lines contains it; a line may
    begin elsewhere if all of it lies in the upper half.
    """
    numbers = _stacks(chart) if chart.kind == "stacked" else list(_numbers(chart))
    lowest, highest = min(numbers, default=0.0), max(numbers, default=0.0)
    if chart.kind != "lines" or not 0 < highest / 2 < lowest:
        lowest, highest = min(lowest, 0.0), max(highest, 0.0)
    step = _round_step((highest - lowest) / STEPS or abs(highest) / STEPS or 1.0)
    if chart.decimals == 0:
        step = max(step, 1.0)
    low, high = math.floor(lowest / step) * step, math.ceil(highest / step) * step
    return Scale(low, high if high > low else low + step, step)


def span_of(series: Series, place: int) -> tuple[float, float] | None:
    """Return the ends of the interval around one value, None if there is none."""
    if not series.low or not series.high:
        return None
    low, high = series.low[place], series.high[place]
    return None if low is None or high is None else (float(low), float(high))


def _numbers(chart: Chart) -> Iterable[float]:
    for series in chart.series:
        for row in (series.values, series.low, series.high):
            yield from _known(row)
    yield from _known([chart.target])


def _stacks(chart: Chart) -> list[float]:
    columns = zip(*(series.values for series in chart.series), strict=True)
    return [sum(_known(column)) for column in columns] + list(_known([chart.target]))


def _known(row: Iterable[Value]) -> Iterable[float]:
    return (float(value) for value in row if value is not None)


def _round_step(step: float) -> float:
    """The next larger of 1, 2, 2.5, 5 times a power of ten."""
    power: float = 10.0 ** math.floor(math.log10(step))
    return next(nice * power for nice in (1, 2, 2.5, 5, 10) if nice * power >= step * (1 - 1e-9))
