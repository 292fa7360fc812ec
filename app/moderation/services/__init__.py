"""Verbs of the moderators, and the local helpers that only suggest."""

from app.moderation.services.decisions import (
    ChangedMeanwhile,
    ask,
    assign_codes,
    decline,
    forward,
    hold,
    note_look_at_original,
    publish,
    take_back,
    undo,
)
from app.moderation.services.likeness import compare_new
from app.moderation.services.texts import (
    HouseRuleDraft,
    TemplateDraft,
    ensure_texts,
    filled,
    move_house_rule,
    save_house_rule,
    save_template,
)

__all__ = [
    "ChangedMeanwhile",
    "HouseRuleDraft",
    "TemplateDraft",
    "ask",
    "assign_codes",
    "compare_new",
    "decline",
    "ensure_texts",
    "filled",
    "forward",
    "hold",
    "move_house_rule",
    "note_look_at_original",
    "publish",
    "save_house_rule",
    "save_template",
    "take_back",
    "undo",
]
