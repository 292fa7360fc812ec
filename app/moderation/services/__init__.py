"""Verbs of the moderators, and the local helpers that only suggest."""

from app.moderation.services.carrying import carry_over
from app.moderation.services.decisions import (
    ChangedMeanwhile,
    assign_codes,
    decline,
    note_look_at_original,
    publish,
    take_back,
)
from app.moderation.services.likeness import compare_new

__all__ = [
    "ChangedMeanwhile",
    "assign_codes",
    "carry_over",
    "compare_new",
    "decline",
    "note_look_at_original",
    "publish",
    "take_back",
]
