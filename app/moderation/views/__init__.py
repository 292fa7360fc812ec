"""The workbench: queue, item, decisions."""

from flask import Blueprint

blueprint = Blueprint("moderation", __name__, url_prefix="/moderation")

from app.moderation.views import (  # noqa: E402
    actions,
    deciding,
    desk,
    house_rules,
    reply_templates,
    resting,
)

__all__ = [
    "actions",
    "blueprint",
    "deciding",
    "desk",
    "house_rules",
    "reply_templates",
    "resting",
]
