"""Which column of a file holds what: by name, by likeness, by what was said before."""

import difflib
from collections.abc import Mapping, Sequence

from app.shared.spelling import normalised
from app.submissions.services.importing.words import CODE_COLUMNS, COLUMNS, TEXT, headings_of

ALIKE = 0.8


def guessed_mapping(headings: Sequence[str], remembered: Mapping[str, str]) -> list[str]:
    """Return for each heading what its column seems to hold, "" for nothing.

    `remembered` are earlier answers by normalised heading; they win. Only codes may stand in
    several columns; of others the first one counts.
    """
    found: list[str] = []
    for heading in headings:
        name = normalised(heading)
        key = remembered[name] if name in remembered else _by_name(name)
        is_taken = key in found and key not in CODE_COLUMNS
        found.append("" if is_taken else key)
    return found


def mapping_problem(mapping: Sequence[str]) -> str | None:
    """Return "text_missing" or "twice" if this mapping cannot be used, else None."""
    if TEXT not in mapping:
        return "text_missing"
    single = [key for key in mapping if key and key not in CODE_COLUMNS]
    return "twice" if len(single) != len(set(single)) else None


def _by_name(name: str) -> str:
    """The same words first, then the same words with a number, then the most alike."""
    if not name:
        return ""
    known = {heading: column.key for column in COLUMNS for heading in headings_of(column)}
    bare = name.rstrip(" 0123456789")
    if name in known or bare in known:
        return known.get(name) or known[bare]
    close = difflib.get_close_matches(name, known, n=1, cutoff=ALIKE)
    return known[close[0]] if close else ""
