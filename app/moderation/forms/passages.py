"""Passages of a text: chosen sentences, words, and what looks personal."""

import re

from flask_babel import lazy_gettext as _l

from app.moderation.services.personal_data import personal_data_in

SENTENCE_END = re.compile(r"(?<=[.!?…])\s+|\n+")
PERSONAL_KINDS = {
    "email": _l("e-mail address"),
    "phone": _l("telephone number"),
    "iban": _l("account number"),
    "address": _l("street with house number"),
    "birth_date": _l("date of birth"),
    "name": _l("name of a person"),
}


def span_of(value: str) -> tuple[int, int]:
    """Return the passage of a choice, whose value is "start-end"."""
    start, end = value.split("-")
    return int(start), int(end)


def text_parts(text: str) -> list[tuple[str, str | None]]:
    """Return the text in parts: as it stands, or with the reason why it looks personal."""
    parts: list[tuple[str, str | None]] = []
    at = 0
    for span in personal_data_in(text):
        parts.append((text[at : span.start], None))
        parts.append((text[span.start : span.end], str(PERSONAL_KINDS[span.kind])))
        at = span.end
    return [*parts, (text[at:], None)]


def sentences_of(text: str) -> list[tuple[int, int]]:
    """Return the sentences and lines of a text as [start, end) in code points."""
    places, start = [], 0
    for end in [*SENTENCE_END.finditer(text), None]:
        stop = end.start() if end else len(text)
        if text[start:stop].strip():
            places.append((start, stop))
        start = end.end() if end else stop
    return places


def places_of(text: str, words: list[str]) -> list[tuple[int, int]]:
    """Return every place where one of the words stands, whatever its case."""
    patterns = [re.escape(word) for word in words if word]
    return [m.span() for word in patterns for m in re.finditer(word, text, re.IGNORECASE)]


def merged(passages: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the passages in order, those that touch or overlap made one."""
    result: list[tuple[int, int]] = []
    for start, end in sorted(passages):
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return result
