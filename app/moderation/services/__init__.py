"""Verbs of the moderators, and the local helpers that only suggest."""

from app.moderation.services.carrying import carry_over
from app.moderation.services.catalogues import (
    OtherDraft,
    draft_catalogue,
    mark_of_draft,
    publish_catalogue,
)
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
from app.moderation.services.looking import LookedAtMeanwhile, keep, mark_of, remove
from app.moderation.services.measuring import order_measuring
from app.moderation.services.suggesting import suggest_new

__all__ = [
    "ChangedMeanwhile",
    "LookedAtMeanwhile",
    "OtherDraft",
    "assign_codes",
    "carry_over",
    "claim",
    "compare_new",
    "decline",
    "draft_catalogue",
    "forget_view",
    "keep",
    "mark_of",
    "mark_of_draft",
    "note_look_at_original",
    "order_measuring",
    "publish",
    "publish_catalogue",
    "release",
    "remove",
    "save_view",
    "set_mark",
    "suggest_new",
    "take_back",
    "take_mark_off",
]
