"""Finds what may tell who somebody is, and says why: it suggests, a person decides.

All patterns are linear in the length of the text (trust.md S19) and run in the web process.
"""

from dataclasses import dataclass

from app.moderation.services.personal_data.addresses import addresses
from app.moderation.services.personal_data.births import births
from app.moderation.services.personal_data.names import names
from app.moderation.services.personal_data.numbers import accounts, mails, phones

__all__ = ["KINDS", "Span", "personal_data_in"]

_FINDERS = {
    "email": mails,
    "iban": accounts,
    "birth_date": births,
    "phone": phones,
    "address": addresses,
    "name": names,
}
KINDS = tuple(_FINDERS)


@dataclass(frozen=True, order=True)
class Span:
    """A passage [start, end) in code points, and what it seems to be."""

    start: int
    end: int
    kind: str


def personal_data_in(text: str) -> list[Span]:
    """Return the passages that look personal, in order; where two overlap, the surer kind."""
    found: list[Span] = []
    for kind, finder in _FINDERS.items():
        for start, end in finder(text):
            if not any(start < span.end and span.start < end for span in found):
                found.append(Span(start, end, kind))
    return sorted(found)
