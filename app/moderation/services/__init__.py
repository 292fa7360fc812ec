"""Verbs of the moderators, and the local helpers that only suggest."""

from app.moderation.services.carrying import carry_over
from app.moderation.services.catalogues import (
    OtherDraft,
    draft_catalogue,
    mark_of_draft,
    publish_catalogue,
)
from app.moderation.services.changes import ChangedMeanwhile, StillNeeded
from app.moderation.services.coding import code_passage, remove_passage
from app.moderation.services.concerns import (
    add_to_concern,
    create_concern,
    dissolve,
    merge,
    merge_state,
    rename,
    take_out,
)
from app.moderation.services.contact import see_contact
from app.moderation.services.decisions import (
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
from app.moderation.services.desk import (
    claim,
    forget_view,
    release,
    save_view,
    set_mark,
    take_mark_off,
)
from app.moderation.services.drawing import draw
from app.moderation.services.hinting import looks_personal
from app.moderation.services.likeness import compare_new
from app.moderation.services.looking import LookedAtMeanwhile, keep, mark_of, remove
from app.moderation.services.measuring import order_measuring
from app.moderation.services.method import method_lines
from app.moderation.services.offers import note_all_concepts, note_concepts, similar_to
from app.moderation.services.reliability import keep_figures
from app.moderation.services.searching import make_findable_again, make_unfindable
from app.moderation.services.second_coding import code_second, settle
from app.moderation.services.sharing import Shared, shared_with
from app.moderation.services.suggesting import suggest_new
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
    "LookedAtMeanwhile",
    "OtherDraft",
    "Shared",
    "StillNeeded",
    "TemplateDraft",
    "add_to_concern",
    "ask",
    "assign_codes",
    "carry_over",
    "claim",
    "code_passage",
    "code_second",
    "compare_new",
    "create_concern",
    "decline",
    "dissolve",
    "draft_catalogue",
    "draw",
    "ensure_texts",
    "filled",
    "forget_view",
    "forward",
    "hold",
    "keep",
    "keep_figures",
    "looks_personal",
    "make_findable_again",
    "make_unfindable",
    "mark_of",
    "mark_of_draft",
    "merge",
    "merge_state",
    "method_lines",
    "move_house_rule",
    "note_all_concepts",
    "note_concepts",
    "note_look_at_original",
    "order_measuring",
    "publish",
    "publish_catalogue",
    "release",
    "remove",
    "remove_passage",
    "rename",
    "save_house_rule",
    "save_template",
    "save_view",
    "see_contact",
    "set_mark",
    "settle",
    "shared_with",
    "similar_to",
    "suggest_new",
    "take_back",
    "take_mark_off",
    "take_out",
    "undo",
]
