"""The queue, the codes of contributions, and those that may say the same."""

from app.moderation.queries.codes import CodeFigures, codes_of, codings_of, published_by_code
from app.moderation.queries.concern_figures import (
    ConcernFigures,
    figures_of,
    published_members,
)
from app.moderation.queries.concerns import (
    ConcernCounts,
    Member,
    all_concerns,
    concern_by_number,
    concerns_in,
    concerns_of,
    counts_of,
    member_ids,
    members_of,
    merged_lately,
    public_concerns,
)
from app.moderation.queries.likeness import alike, is_compared
from app.moderation.queries.queue import next_waiting, waiting

__all__ = [
    "CodeFigures",
    "ConcernCounts",
    "ConcernFigures",
    "Member",
    "alike",
    "all_concerns",
    "codes_of",
    "codings_of",
    "concern_by_number",
    "concerns_in",
    "concerns_of",
    "counts_of",
    "figures_of",
    "is_compared",
    "member_ids",
    "members_of",
    "merged_lately",
    "next_waiting",
    "public_concerns",
    "published_by_code",
    "published_members",
    "waiting",
]
