"""Reading a table of indicator figures: strictly, every problem with its line."""

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from app.areas.queries import directory
from app.insights.models import SocialIndicator
from app.insights.queries.indicators import all_indicators
from app.insights.services.numbers import Ambiguous, NoNumber, NumberReader
from app.shared.clock import today
from app.shared.errors import N_, InvalidData, Problem
from app.shared.files import instance_folder
from app.shared.tables import BadTable, Row, read_table, rows_in
from app.shared.tables.checks import kind_of

COLUMNS = ("area_number", "indicator", "year", "value", "unit", "source", "method")
GERMAN_COLUMNS = ("ortsteilnummer", "kennzahl", "jahr", "wert", "einheit", "quelle", "methode")
FIRST_YEAR = 1990
LONGEST_SOURCE, LONGEST_METHOD = 300, 1000
MOST_PLACES, LARGEST = 6, Decimal(10) ** 11


@dataclass(frozen=True)
class FigureRow:
    """One checked line of the table."""

    line: int
    area_id: int
    indicator: SocialIndicator
    year: int
    value: Decimal
    source: str
    method: str


def read_figure_file(file: Path) -> list[FigureRow]:
    """Return the rows of a CSV file; raise `BadTable` or `InvalidData` with all problems."""
    with tempfile.TemporaryDirectory(dir=instance_folder("indicators")) as folder:
        return read_figures(*plain_table(file, Path(folder) / "rows"))


def plain_table(file: Path, target: Path) -> tuple[list[str], list[Row]]:
    """Read a CSV file in a cage; return its headings and rows. Raises `BadTable`."""
    if kind_of(file) != "csv":
        raise BadTable(N_("Please save the table as CSV: there, numbers stand as they were typed."))
    table = read_table(file, target, "")
    return table.headings, list(rows_in(target))


def read_figures(headings: Sequence[str], rows: Sequence[Row]) -> list[FigureRow]:
    """Return the figures of a table; raise `InvalidData` with every problem."""
    columns = _columns(headings)
    lines = [(number, _values(cells, columns)) for number, cells in rows]
    table = _Table(NumberReader([values["value"] for _, values in lines]))
    read: list[FigureRow] = []
    problems: list[Problem] = []
    for (number, cells), (_, values) in zip(rows, lines, strict=True):
        if len(cells) > len(headings):
            words = N_("There are more cells than headings: is a decimal comma not in quotes?")
            problems.append(Problem(number, words))
            continue
        found = list(table.problems_of(number, values))
        problems += found
        if not found:
            read.append(table.row(number, values))
    if problems:
        raise InvalidData(problems)
    return read


def _columns(headings: Sequence[str]) -> dict[str, int]:
    """Which column is which, by its English or German name; all but the method are needed."""
    known = [heading.strip().lower() for heading in headings]
    places = {}
    for name, german in zip(COLUMNS, GERMAN_COLUMNS, strict=True):
        found = [known.index(word) for word in (name, german) if word in known]
        if found:
            places[name] = found[0]
    missing = [name for name in COLUMNS[:-1] if name not in places]
    if missing:
        words = N_("Columns are missing: %(names)s")
        raise InvalidData([Problem(1, words, names=", ".join(missing))])
    return places


def _values(cells: Sequence[str], columns: dict[str, int]) -> dict[str, str]:
    at = {name: columns.get(name, len(cells)) for name in COLUMNS}
    return {name: cells[place].strip() if place < len(cells) else "" for name, place in at.items()}


class _Table:
    """What is known while a table is read: Ortsteile, indicators, and what stood above."""

    def __init__(self, numbers: NumberReader) -> None:
        self.numbers = numbers
        self.areas = directory().by_number
        self.indicators = {one.key: one for one in all_indicators()}
        self.seen: dict[tuple[str, str, str], int] = {}

    def row(self, line: int, values: dict[str, str]) -> FigureRow:
        """Return the line as ready values; it has no problems."""
        return FigureRow(
            line,
            self.areas[_number(values)].id,
            self.indicators[values["indicator"]],
            int(values["year"]),
            self.numbers.read(values["value"]),
            values["source"],
            values["method"],
        )

    def problems_of(self, line: int, values: dict[str, str]) -> Iterator[Problem]:
        """Yield what is wrong with the line."""
        if _number(values) not in self.areas:
            words = N_("There is no Ortsteil with the number “%(value)s”.")
            yield Problem(line, words, value=values["area_number"])
        if not _is_year(values["year"]):
            words = N_("“%(value)s” is no year from %(first)d to %(last)d.")
            last = today().year
            yield Problem(line, words, value=values["year"], first=FIRST_YEAR, last=last)
        if not 0 < len(values["source"]) <= LONGEST_SOURCE:
            yield Problem(line, N_("The source is missing or longer than 300 characters."))
        if len(values["method"]) > LONGEST_METHOD:
            yield Problem(line, N_("The method is longer than 1000 characters."))
        yield from self._about_indicator(line, values)
        key = (_number(values), values["indicator"], values["year"])
        if self.seen.setdefault(key, line) != line:
            words = N_("The same Ortsteil, indicator and year stand in line %(first)d already.")
            yield Problem(line, words, first=self.seen[key])

    def _about_indicator(self, line: int, values: dict[str, str]) -> Iterator[Problem]:
        indicator = self.indicators.get(values["indicator"])
        if indicator is None:
            words = N_("There is no indicator “%(value)s”.")
            yield Problem(line, words, value=values["indicator"])
        elif values["unit"] != indicator.unit:
            words = N_("The unit is “%(unit)s” here, but the indicator has “%(known)s”.")
            yield Problem(line, words, unit=values["unit"], known=indicator.unit)
        yield from self._about_value(line, values["value"], indicator)

    def _about_value(
        self, line: int, text: str, indicator: SocialIndicator | None
    ) -> Iterator[Problem]:
        try:
            value = self.numbers.read(text)
        except NoNumber:
            yield Problem(line, N_("“%(value)s” is no number."), value=text)
            return
        except Ambiguous:
            words = N_("“%(value)s” can be read in two ways. Please leave out the thousands marks.")
            yield Problem(line, words, value=text)
            return
        if abs(value) >= LARGEST or value != round(value, MOST_PLACES):
            words = N_("“%(value)s” is too large or has more than six decimal places.")
            yield Problem(line, words, value=text)
        elif indicator and indicator.unit == "%" and not 0 <= value <= 100:
            yield Problem(line, N_("A share in per cent lies between 0 and 100."))
        elif indicator and indicator.kind == "number" and value < 0:
            yield Problem(line, N_("A number of people or things is not below zero."))


def _number(values: dict[str, str]) -> str:
    """The number of the Ortsteil; table programs like to lose the zero in front."""
    return values["area_number"].zfill(2)


def _is_year(text: str) -> bool:
    is_number = len(text) == 4 and text.isascii() and text.isdigit()
    return is_number and FIRST_YEAR <= int(text) <= today().year
