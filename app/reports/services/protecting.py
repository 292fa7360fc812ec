"""Small cells stay unsaid in a report, as in everything public (trust.md P11, P12)."""

from collections.abc import Sequence

from app.reports.services.snapshot import FigureRow

FEWEST = 5


def without_small_cells(rows: Sequence[FigureRow]) -> list[FigureRow]:
    """Return the rows of a table whose sum is public, with small cells unsaid.

    1 to 4 contributions are not said. If that is a single row, the next smallest is not said
    either, since the sum would give it away.
    """
    small = {row["key"] for row in rows if 0 < (row["contributions"] or 0) < FEWEST}
    others = [row for row in rows if row["key"] not in small and row["contributions"]]
    if len(small) == 1 and others:
        least = min(others, key=lambda row: (row["contributions"] or 0, row["key"]))
        small.add(least["key"])
    return [_unsaid(row) if row["key"] in small else row for row in rows]


def _unsaid(row: FigureRow) -> FigureRow:
    return {**row, "contributions": None, "voices": None, "relayed": None}
