"""Dates of birth: a date near a word that says so; other dates are left alone."""

import re
from collections.abc import Iterator

_MONTH = r"(?:Jan|Feb|Mär|Maer|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez)[a-zä]{0,8}\.?"
_DATE = (
    rf"\d{{1,2}}(?:\.\s?\d{{1,2}}\.\s?|\.?\s?{_MONTH}\s?|/\d{{1,2}}/|-\d{{1,2}}-)"
    r"(?:19|20)?\d\d(?!\d)|(?:19|20)\d\d-\d\d-\d\d"
)
_SAID_BEFORE = re.compile(
    rf"(?:\bgeb(?:oren\w*|\.|\b)|\bgeburts?\w*|\bzur welt\b|\*)[^\d\n]{{0,40}}?({_DATE})",
    re.IGNORECASE,
)
_SAID_AFTER = re.compile(
    rf"({_DATE})[^\d\n.!?]{{0,40}}?\b(?:geboren|zur welt|geburtstag|geb\.)", re.IGNORECASE
)


def births(text: str) -> Iterator[tuple[int, int]]:
    """Find dates that are called a birth."""
    for pattern in (_SAID_BEFORE, _SAID_AFTER):
        for match in pattern.finditer(text):
            yield match.span(1)
