"""The workbench: queue, item, decisions."""

from flask import Blueprint

blueprint = Blueprint("moderation", __name__, url_prefix="/moderation")

from app.moderation.views import (  # noqa: E402
    actions,
    agreement,
    bulk,
    catalogues,
    concerns,
    contact,
    deciding,
    desk,
    house_rules,
    looking,
    mails,
    merging,
    passages,
    quality,
    reply_templates,
    resting,
    search,
    second_coding,
    settling,
    together,
)

__all__ = [
    "actions",
    "agreement",
    "blueprint",
    "bulk",
    "catalogues",
    "concerns",
    "contact",
    "deciding",
    "desk",
    "house_rules",
    "looking",
    "mails",
    "merging",
    "passages",
    "quality",
    "reply_templates",
    "resting",
    "search",
    "second_coding",
    "settling",
    "together",
]
