"""The queue, the codes of contributions, and those that may say the same."""

from app.moderation.queries.codes import CodeFigures, codes_of, codings_of, published_by_code
from app.moderation.queries.likeness import alike, is_compared
from app.moderation.queries.queue import next_waiting, waiting
from app.moderation.queries.recipients import Recipients, recipients_for
from app.moderation.queries.texts import (
    HouseRuleEntry,
    all_house_rules,
    declined_by_rule,
    house_rule,
    house_rules,
    reply_template,
    reply_templates,
    templates_for,
)

__all__ = [
    "CodeFigures",
    "HouseRuleEntry",
    "Recipients",
    "alike",
    "all_house_rules",
    "codes_of",
    "codings_of",
    "declined_by_rule",
    "house_rule",
    "house_rules",
    "is_compared",
    "next_waiting",
    "published_by_code",
    "recipients_for",
    "reply_template",
    "reply_templates",
    "templates_for",
    "waiting",
]
