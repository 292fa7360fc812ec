"""The workbench: queue, item, decisions."""

from flask import Blueprint

blueprint = Blueprint("moderation", __name__, url_prefix="/moderation")

from app.moderation.views import (  # noqa: E402
    bulk,
    catalogues,
    deciding,
    desk,
    looking,
    mails,
    quality,
    search,
    together,
)

__all__ = [
    "blueprint",
    "bulk",
    "catalogues",
    "deciding",
    "desk",
    "looking",
    "mails",
    "quality",
    "search",
    "together",
]
