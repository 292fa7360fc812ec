"""Small cells stay unsaid in a report by the rule of the statistics (trust.md P11)."""

from collections.abc import Sequence

from app.insights.services.statistics import enough_for_breakdowns
from app.insights.services.suppression import Breakdown, hidden_cells
from app.reports.services.snapshot import FigureRow
from app.shared.settings import settings

CITY = "city"


def without_small_cells(
    rows: Sequence[FigureRow], total: int, *, adds_up: bool = True
) -> list[FigureRow]:
    """Return the rows of a breakdown with what must not be said left open.

    `total` is how many contributions there are in all, which is public; `adds_up` says whether
    each of them stands in exactly one row. With too few in all, nothing of the breakdown is said.
    """
    if total < enough_for_breakdowns():
        return [_unsaid(row) for row in rows]
    numbers = {row["key"]: row["contributions"] or 0 for row in rows}
    table = Breakdown(tuple(numbers), {CITY: numbers}, {CITY: total}, {}, adds_up)
    hidden = {value for _place, value in hidden_cells(table, settings().small_cell_k)}
    return [_unsaid(row) if row["key"] in hidden else row for row in rows]


def _unsaid(row: FigureRow) -> FigureRow:
    return {**row, "contributions": None, "voices": None, "relayed": None}
