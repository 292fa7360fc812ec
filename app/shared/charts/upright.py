"""Columns and lines over years or months: the geometry."""

from collections.abc import Callable
from dataclasses import dataclass

from app.shared.charts.chart import Chart, Series
from app.shared.charts.pen import Pen
from app.shared.charts.scale import Scale, span_of

PLOT_HEIGHT, PLOT_TOP, UNDER_PLOT = 200.0, 18.0, 24.0
# Columns stand beside the numbers of the scale.
COLUMNS_BEGIN = 0.13
MOST_LABELS = 6
# As many figures have room side by side on a telephone.
MOST_FIGURES = 20
FILLED = 0.72


@dataclass(frozen=True)
class _Plot:
    """Where things stand: the foot and the scale, and the columns side by side."""

    chart: Chart
    pen: Pen
    foot: float
    width: float
    height_of: Callable[[float], float]

    def left(self, place: int) -> float:
        return COLUMNS_BEGIN + place * self.width

    def middle(self, place: int) -> float:
        return self.left(place) + self.width / 2

    @property
    def has_numbers(self) -> bool:
        per_column = 1 if self.chart.kind == "stacked" else len(self.chart.series)
        known = [value for series in self.chart.series for value in series.values]
        longest = max((len(self.chart.in_figures(v)) for v in known if v is not None), default=1)
        return len(self.chart.categories) * per_column * longest <= MOST_FIGURES


def draw_upright(pen: Pen, chart: Chart, scale: Scale, top: float) -> float:
    """Draw over a scale at the side, with the names of the categories below; return the end."""
    foot = top + PLOT_TOP + PLOT_HEIGHT
    width = (1 - COLUMNS_BEGIN) / max(len(chart.categories), 1)
    plot = _Plot(chart, pen, foot, width, lambda value: foot - scale.share(value) * PLOT_HEIGHT)
    _scale(plot, scale)
    if chart.kind == "lines":
        for number, series in enumerate(chart.series, start=1):
            _line(plot, series, number)
    else:
        column = _group if chart.kind == "grouped" else _stack
        for place in range(len(chart.categories)):
            column(plot, place)
    if chart.target is not None:
        at = plot.height_of(float(chart.target))
        pen.line("target", (COLUMNS_BEGIN, 1), (at, at))
    return foot + UNDER_PLOT


def _scale(plot: _Plot, scale: Scale) -> None:
    for tick in scale.ticks():
        height = plot.height_of(tick)
        plot.pen.line("axis" if tick == max(scale.low, 0) else "grid", (0, 1), (height, height))
        plot.pen.text("tick", 0, height - 3, plot.chart.in_figures(tick))
    every = -(-len(plot.chart.categories) // MOST_LABELS) or 1
    for place, category in enumerate(plot.chart.categories):
        if place % every == 0:
            plot.pen.text("tick", plot.middle(place), plot.foot + 17, category, "middle")


def _group(plot: _Plot, place: int) -> None:
    """The columns of all series side by side, with their whiskers and numbers."""
    share = plot.width * FILLED / len(plot.chart.series)
    first = plot.left(place) + plot.width * (1 - FILLED) / 2
    for number, series in enumerate(plot.chart.series, start=1):
        value = series.values[place]
        start = first + (number - 1) * share
        if value is None:
            plot.pen.text("tick", start + share / 2, plot.height_of(0) - 4, "–", "middle")
            continue
        _column(plot, (start, start + share * 0.94), (0, float(value)), number)
        head = [float(value), 0.0, *_whisker(plot, series, place, start + share / 2)]
        if plot.has_numbers:
            words = plot.chart.in_figures(value)
            plot.pen.text(
                "value", start + share / 2, plot.height_of(max(head)) - 4, words, "middle"
            )


def _stack(plot: _Plot, place: int) -> None:
    """The columns of all series on top of each other, with the sum above unless one is missing."""
    start, end = (plot.left(place) + plot.width * side for side in (0.14, 0.86))
    reached = 0.0
    for number, series in enumerate(plot.chart.series, start=1):
        value = float(series.values[place] or 0)
        _column(plot, (start, end), (reached, reached + value), number)
        reached += value
    is_whole = all(series.values[place] is not None for series in plot.chart.series)
    if plot.has_numbers or not is_whole:
        words = plot.chart.in_figures(reached) if is_whole else "–"
        middle, height = plot.middle(place), plot.height_of(reached) - 4
        plot.pen.text("value", middle, height, words, "middle")


def _column(
    plot: _Plot, sides: tuple[float, float], ends: tuple[float, float], series: int
) -> None:
    if ends[0] != ends[1]:
        top, bottom = plot.height_of(max(ends)), plot.height_of(min(ends))
        plot.pen.rectangle(*sides, top, bottom - top, series)


def _line(plot: _Plot, series: Series, number: int) -> None:
    """The line of a series, broken where a value is missing."""
    before: tuple[float, float] | None = None
    for place, value in enumerate(series.values):
        if value is None:
            before = None
            continue
        here = (plot.middle(place), plot.height_of(float(value)))
        if before is not None:
            plot.pen.line(f"line-{number}", (before[0], here[0]), (before[1], here[1]))
        _whisker(plot, series, place, here[0])
        plot.pen.mark(*here, number)
        before = here


def _whisker(plot: _Plot, series: Series, place: int, at: float) -> tuple[float, ...]:
    """The upright interval around a value; return its ends."""
    span = span_of(series, place)
    if span is None:
        return ()
    low, high = map(plot.height_of, span)
    for role in ("halo", "whisker"):
        plot.pen.line(role, (at, at), (low, high))
    for edge in (low, high):
        plot.pen.cap(at, edge)
    return span
