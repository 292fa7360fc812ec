"""Numbers as people type them into tables: with the marks of German or of English."""

import re
from collections.abc import Sequence
from decimal import Decimal

GERMAN = re.compile(r"-?(\d{1,3}(\.\d{3})+|\d+)(,\d+)?")
ENGLISH = re.compile(r"-?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?")
# Spaces divide thousands in both languages; a minus may be typed as a proper one.
CLEANED = str.maketrans({" ": None, "\u00a0": None, "\u202f": None, "−": "-"})
LONGEST_NUMBER = 40


class Ambiguous(ValueError):
    """The number means one thing in German and another in English, and the table does not tell."""


class NoNumber(ValueError):
    """This is no number in either language."""


class NumberReader:
    """Reads the numbers of one table; clear ones tell which language the others are in."""

    def __init__(self, texts: Sequence[str]) -> None:
        """Look at all numbers of the table first."""
        read = [_both(text) for text in texts]
        self.has_german = any(g is not None and e is None for g, e in read)
        self.has_english = any(e is not None and g is None for g, e in read)

    def read(self, text: str) -> Decimal:
        """Return the number; raise `NoNumber` or `Ambiguous`."""
        german, english = _both(text)
        if german is None and english is None:
            raise NoNumber(text)
        if german is None or english is None or german == english:
            return german if german is not None else english  # type: ignore[return-value]
        if self.has_german == self.has_english:
            raise Ambiguous(text)
        return german if self.has_german else english


def _both(text: str) -> tuple[Decimal | None, Decimal | None]:
    """The number read as German and as English; None where it is none."""
    typed = text.translate(CLEANED)
    if len(typed) > LONGEST_NUMBER or not typed.isascii():
        return None, None
    german = typed.replace(".", "").replace(",", ".") if GERMAN.fullmatch(typed) else None
    english = typed.replace(",", "") if ENGLISH.fullmatch(typed) else None
    return (Decimal(german) if german else None, Decimal(english) if english else None)
