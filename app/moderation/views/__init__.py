"""The workbench: queue, item, decisions."""

from flask import Blueprint

blueprint = Blueprint("moderation", __name__, url_prefix="/moderation")

from app.moderation.views import bulk, catalogues, deciding, desk, looking, mails, quality, together  # noqa: E402

__all__ = [
    "blueprint",
    "bulk",
    "catalogues",
    "deciding",
    "desk",
    "looking",
    "mails",
    "quality",
    "together",
]
