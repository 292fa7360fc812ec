"""The queue, the codes of contributions, and those that may say the same."""

from app.moderation.queries.codes import CodeFigures, codes_of, codings_of, published_by_code
from app.moderation.queries.likeness import alike, is_compared
from app.moderation.queries.queue import next_waiting, waiting

__all__ = [
    "CodeFigures",
    "alike",
    "codes_of",
    "codings_of",
    "is_compared",
    "next_waiting",
    "published_by_code",
    "waiting",
]
