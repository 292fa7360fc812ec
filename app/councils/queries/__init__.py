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
from app.councils.queries.sitting import came_in
from app.councils.queries.statements import (
    Subject,
    is_public,
    own_statements_on,
    public_statements_of,
    public_statements_on,
    statement_by_id,
    statements_of,
    supported,
)
from app.councils.queries.subjects import subject_for

__all__ = [
    "CouncilFigures",
    "InboxWish",
    "Incoming",
    "Subject",
    "area_ids_of",
    "came_in",
    "councils_with",
    "figures_for",
    "incoming",
    "is_public",
    "mark_of",
    "number_new",
    "own_statements_on",
    "public_statements_of",
    "public_statements_on",
    "seen_until",
    "statement_by_id",
    "statements_of",
    "subject_for",
    "supported",
    "with_marks",
]
