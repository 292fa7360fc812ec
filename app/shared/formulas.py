"""Cells of a CSV file that no spreadsheet takes for a formula."""

import re

# trust.md S14: at the start of a cell or after a line break or delimiter inside of it. An
# apostrophe goes in front; apostrophes that stand there already get one more, so that taking one
# away always gives the original back.
START = r"(?:^|(?<=[\r\n\t;,]))"
FORMULA = re.compile(START + r"(?='*[=+\-@\t\r＝＋－＠])")
# The same places, found several times faster, but not good for replacing.
SUSPECT = re.compile(r"(?:^|[\r\n\t;,])'*[=+\-@\t\r＝＋－＠]")
QUOTED = re.compile(START + r"'(?='*[=+\-@\t\r＝＋－＠])")


def quote_formulas(cell: str) -> str:
    """Return the cell so that no spreadsheet takes it for a formula."""
    return FORMULA.sub("'", cell)


def unquote_formulas(cell: str) -> str:
    """Return what stood in the cell before `quote_formulas`."""
    return QUOTED.sub("", cell)
