"""Verbs of the moderators, and the local helpers that only suggest."""

from app.moderation.services.changes import ChangedMeanwhile
from app.moderation.services.coding import code_passage, remove_passage
from app.moderation.services.decisions import (
    assign_codes,
    decline,
    note_look_at_original,
    publish,
    take_back,
)
from app.moderation.services.drawing import draw
from app.moderation.services.likeness import compare_new
from app.moderation.services.method import method_lines
from app.moderation.services.reliability import keep_figures
from app.moderation.services.second_coding import code_second, settle

__all__ = [
    "ChangedMeanwhile",
    "assign_codes",
    "code_passage",
    "code_second",
    "compare_new",
    "decline",
    "draw",
    "keep_figures",
    "method_lines",
    "note_look_at_original",
    "publish",
    "remove_passage",
    "settle",
    "take_back",
]
