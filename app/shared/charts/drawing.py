"""From a chart to its shapes: the geometry."""

import textwrap
from dataclasses import dataclass

from app.shared.charts.chart import Chart
from app.shared.charts.pen import PRINT_WIDTH, Pen, Shape
from app.shared.charts.scale import Scale, scale_of, span_of
from app.shared.charts.upright import draw_upright

# Lengths in CSS pixels from top to bottom; from side to side everything is a share of the width.
LEGEND_LINE, LABEL_LINE, BAR, BAR_GAP, GROUP_GAP = 24.0, 19.0, 18.0, 4.0, 14.0
# Bars leave room for the number behind them.
BARS_END, LABEL_LETTERS = 0.76, 36


@dataclass(frozen=True)
class Drawing:
    """A chart ready to be written down: its height, its shapes, what it is called."""

    name: str
    direction: str
    title: str
    description: str
    height: float
    width: float
    shapes: tuple[Shape, ...]


def draw(chart: Chart, name: str, direction: str = "ltr", for_print: bool = False) -> Drawing:
    """Return the shapes of a chart; `name` makes its ids unique on the page."""
    pen = Pen(name, direction, for_print)
    pen.patterns(len(chart.series))
    top = _legend(pen, chart)
    if chart.kind == "bars":
        height = _bars(pen, chart, scale_of(chart), top)
    else:
        height = draw_upright(pen, chart, scale_of(chart), top)
    shapes = tuple(pen.shapes)
    return Drawing(name, direction, chart.title, chart.description, height, PRINT_WIDTH, shapes)


def _legend(pen: Pen, chart: Chart) -> float:
    """One line for each series if there are several, and one for the target; return its end."""
    top = 0.0
    for place, series in enumerate(chart.series if len(chart.series) > 1 else (), start=1):
        if chart.kind == "lines":
            pen.mark(0, top + 8, place, by=11)
        else:
            pen.swatch(top + 1, place)
        pen.text("label", 0, top + 13, series.name, by=30)
        top += LEGEND_LINE
    if chart.target is not None:
        words = f"··· {chart.target_name}: {chart.in_figures(chart.target)}"
        pen.text("label", 0, top + 13, words)
        top += LEGEND_LINE
    return top


def _bars(pen: Pen, chart: Chart, scale: Scale, top: float) -> float:
    y = top + 2
    zero = scale.share(0) * BARS_END
    for place, category in enumerate(chart.categories):
        for line in textwrap.wrap(category, LABEL_LETTERS) or [""]:
            pen.text("label", 0, y + 14, line)
            y += LABEL_LINE
        head, y = y, y + len(chart.series) * (BAR + BAR_GAP) + GROUP_GAP - BAR_GAP
        for number in range(len(chart.series)):
            _bar(pen, chart, scale, (number + 1, place), head + number * (BAR + BAR_GAP))
        pen.line("axis", (zero, zero), (head - 2, y - GROUP_GAP + 2))
    if chart.target is not None:
        at = scale.share(float(chart.target)) * BARS_END
        pen.line("target", (at, at), (top + 2, max(top + 2, y - GROUP_GAP)))
    return y


def _bar(pen: Pen, chart: Chart, scale: Scale, which: tuple[int, int], y: float) -> None:
    """One bar with its whisker, and its number behind both."""
    series = chart.series[which[0] - 1]
    value = series.values[which[1]]
    zero = scale.share(0) * BARS_END
    if value is None:
        pen.text("tick", zero, y + 14, chart.missing, by=6)
        return
    end = scale.share(float(value)) * BARS_END
    if end != zero:
        pen.rectangle(min(zero, end), max(zero, end), y, BAR, which[0])
    ends = [zero, end]
    if (span := span_of(series, which[1])) is not None:
        low, high = (scale.share(edge) * BARS_END for edge in span)
        middle = y + BAR / 2
        for role in ("halo", "whisker"):
            pen.line(role, (low, high), (middle, middle))
        for edge in (low, high):
            pen.line("whisker", (edge, edge), (middle - 5, middle + 5))
        ends.append(high)
    pen.text("value", max(ends), y + 14, chart.in_figures(value), by=6)
