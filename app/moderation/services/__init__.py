"""Verbs of the moderators, and the local helpers that only suggest."""

from app.moderation.services.decisions import (
    ChangedMeanwhile,
    assign_codes,
    decline,
    note_look_at_original,
    publish,
    take_back,
)
from app.moderation.services.desk import (
    claim,
    forget_view,
    release,
    save_view,
    set_mark,
    take_mark_off,
)
from app.moderation.services.likeness import compare_new

__all__ = [
    "ChangedMeanwhile",
    "assign_codes",
    "claim",
    "compare_new",
    "decline",
    "forget_view",
    "note_look_at_original",
    "publish",
    "release",
    "save_view",
    "set_mark",
    "take_back",
    "take_mark_off",
]
