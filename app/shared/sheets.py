"""Sheets of a workbook that can be read in every table program, and printed."""

import textwrap
from collections.abc import Sequence
from typing import Any

A4, ACROSS = 9, 180
LINE, HIGHEST = 15.0, 409.0
# A letter is a little narrower than the digit by which the width of a column is counted.
LETTERS = 1.1


def to_print(page: Any, widths: Sequence[int]) -> None:
    """Let a sheet with columns of these widths be printed on A4, its headings on every page.

    It is made as broad as the paper, a very broad one as several, so that it can still be read.
    """
    page.set_paper(A4)
    page.set_landscape()
    page.fit_to_pages(-(-sum(widths) // ACROSS), 0)
    page.repeat_rows(0)
    page.set_footer("&L&A&R&P / &N")


def height_of(cells: Sequence[object], widths: Sequence[int]) -> float | None:
    """Return how high a row of wrapped texts is, in points; None for a row of one line.

    Not every program works that out by itself: LibreOffice lets the texts lie over each other.
    """
    most = max((_lines(cell, width) for cell, width in zip(cells, widths, strict=False)), default=1)
    return min(most * LINE, HIGHEST) if most > 1 else None


def _lines(cell: object, width: int) -> int:
    if not isinstance(cell, str):
        return 1
    return sum(max(1, len(textwrap.wrap(line, int(width * LETTERS)))) for line in cell.split("\n"))
