"""The queue, the codes of contributions, and those that may say the same."""

from app.moderation.queries.carrying import (
    Effects,
    carried_by_id,
    codings_of_version,
    effects_of,
    looked_at_lately,
    number_to_look_at,
    to_look_at,
)
from app.moderation.queries.codes import CodeFigures, codes_of, codings_of, published_by_code
from app.moderation.queries.likeness import alike, is_compared
from app.moderation.queries.quality import quality_figures
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
from app.moderation.queries.suggestions import suggestion_model, suggestions_for

__all__ = [
    "CodeFigures",
    "Effects",
    "Pace",
    "QueueFilter",
    "Workload",
    "alike",
    "carried_by_id",
    "claims_on",
    "codes_of",
    "codings_of",
    "codings_of_version",
    "due_by",
    "effects_of",
    "is_compared",
    "looked_at_lately",
    "marks_on",
    "next_waiting",
    "number_to_look_at",
    "oldest_due_day",
    "pace",
    "published_by_code",
    "quality_figures",
    "suggestion_model",
    "suggestions_for",
    "to_look_at",
    "views_of",
    "waiting",
    "workload",
]
