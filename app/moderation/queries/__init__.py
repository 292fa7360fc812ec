"""The queue, the codes of contributions, and those that may say the same."""

from app.moderation.queries.codes import CodeFigures, codes_of, codings_of, published_by_code
from app.moderation.queries.likeness import alike, is_compared
from app.moderation.queries.queue import (
    Pace,
    QueueFilter,
    Workload,
    claims_on,
    due_by,
    marks_on,
    next_waiting,
    oldest_due_day,
    pace,
    views_of,
    waiting,
    workload,
)

__all__ = [
    "CodeFigures",
    "Pace",
    "QueueFilter",
    "Workload",
    "alike",
    "claims_on",
    "codes_of",
    "codings_of",
    "due_by",
    "is_compared",
    "marks_on",
    "next_waiting",
    "oldest_due_day",
    "pace",
    "published_by_code",
    "views_of",
    "waiting",
    "workload",
]
