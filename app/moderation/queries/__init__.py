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
from app.moderation.queries.queue import next_waiting, waiting
from app.moderation.queries.suggestions import suggestion_model, suggestions_for

__all__ = [
    "CodeFigures",
    "Effects",
    "alike",
    "carried_by_id",
    "codes_of",
    "codings_of",
    "codings_of_version",
    "effects_of",
    "is_compared",
    "looked_at_lately",
    "next_waiting",
    "number_to_look_at",
    "published_by_code",
    "quality_figures",
    "suggestion_model",
    "suggestions_for",
    "to_look_at",
    "waiting",
]
