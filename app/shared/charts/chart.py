"""What a chart shows, and the same as a table."""

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from babel.numbers import format_decimal

# bars: horizontal, the series below each other; grouped and stacked: columns over years or months;
# lines: one line for each series over years.
KINDS = ("bars", "grouped", "stacked", "lines")
MOST_SERIES = 4

Value = int | float | Decimal | None


@dataclass(frozen=True)
class Series:
    """One row of numbers, one for each category; None where nothing is known or may be said.

    `low` and `high` are the ends of the interval around each value.
    """

    name: str
    values: tuple[Value, ...]
    low: tuple[Value, ...] = ()
    high: tuple[Value, ...] = ()


@dataclass(frozen=True)
class Chart:
    """Numbers with the words around them, in the language of the reader.

    `missing` stands where a value is None. Raises `ValueError` if a row has another length than
    the categories, or if there are more series than can be told apart.
    """

    kind: str
    title: str
    description: str
    unit: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    category_name: str = ""
    target: Value = None
    target_name: str = ""
    missing: str = "–"
    decimals: int = 0
    language: str = "de"

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"no kind of chart: {self.kind}")
        if not 1 <= len(self.series) <= MOST_SERIES:
            raise ValueError(f"{len(self.series)} series, between 1 and {MOST_SERIES} are possible")
        for series in self.series:
            for row in (series.values, series.low or series.values, series.high or series.values):
                if len(row) != len(self.categories):
                    raise ValueError(f"{series.name}: {len(row)} for {len(self.categories)}")

    def in_figures(self, value: Value) -> str:
        """Return a value as it is written: `1.234,5`, or what stands for a missing one."""
        if value is None:
            return self.missing
        return _in_figures(round(float(value), self.decimals), self.decimals, self.language)


@dataclass(frozen=True)
class ChartTable:
    """The numbers of a chart in words: the head of each column, and rows that begin with a name."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def table_of(chart: Chart) -> ChartTable:
    """Return exactly what the chart shows; an interval follows its value in a column of its own."""
    columns: list[tuple[str, Sequence[str]]] = []
    for series in chart.series:
        columns.append((_headed(series.name, chart.unit), [*map(chart.in_figures, series.values)]))
        if series.low:
            columns.append((_headed(series.name, "95 %"), _intervals(chart, series)))
    if chart.target is not None:
        columns.append(
            (chart.target_name, [chart.in_figures(chart.target)] * len(chart.categories))
        )
    cells = zip(*(column for _head, column in columns), strict=True)
    rows = tuple((name, *row) for name, row in zip(chart.categories, cells, strict=True))
    return ChartTable((chart.category_name, *(head for head, _column in columns)), rows)


def _headed(name: str, unit: str) -> str:
    return f"{name} ({unit})" if unit else name


def _intervals(chart: Chart, series: Series) -> list[str]:
    ends = zip(series.low, series.high, strict=True)
    return [
        chart.missing
        if low is None or high is None
        else f"{chart.in_figures(low)}–{chart.in_figures(high)}"
        for low, high in ends
    ]


@functools.lru_cache(maxsize=4096)
def _in_figures(value: float, decimals: int, language: str) -> str:
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    return str(format_decimal(value, pattern, locale=language))
