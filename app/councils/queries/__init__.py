"""Questions about what councils see and say."""

from app.councils.queries.figures import CouncilFigures, figures_for
from app.councils.queries.inbox import (
    InboxWish,
    Incoming,
    incoming,
    mark_of,
    number_new,
    seen_until,
    with_marks,
)
from app.councils.queries.own import area_ids_of, councils_with

__all__ = [
    "CouncilFigures",
    "InboxWish",
    "Incoming",
    "area_ids_of",
    "councils_with",
    "figures_for",
    "incoming",
    "mark_of",
    "number_new",
    "seen_until",
    "with_marks",
]
