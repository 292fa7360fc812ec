"""Verbs of the moderators, and the local helpers that only suggest."""

from app.moderation.services.concerns import (
    add_to_concern,
    create_concern,
    dissolve,
    merge,
    merge_state,
    rename,
    take_out,
)
from app.moderation.services.decisions import (
    ChangedMeanwhile,
    assign_codes,
    decline,
    note_look_at_original,
    publish,
    take_back,
)
from app.moderation.services.likeness import compare_new
from app.moderation.services.offers import note_all_concepts, similar_to
from app.moderation.services.sharing import Shared, shared_with

__all__ = [
    "ChangedMeanwhile",
    "Shared",
    "add_to_concern",
    "assign_codes",
    "compare_new",
    "create_concern",
    "decline",
    "dissolve",
    "merge",
    "merge_state",
    "note_all_concepts",
    "note_look_at_original",
    "publish",
    "rename",
    "shared_with",
    "similar_to",
    "take_back",
    "take_out",
]
