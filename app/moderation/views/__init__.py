"""The workbench: queue, item, decisions."""

from flask import Blueprint

blueprint = Blueprint("moderation", __name__, url_prefix="/moderation")

from app.moderation.views import (  # noqa: E402
    agreement,
    bulk,
    catalogues,
    deciding,
    desk,
    looking,
    mails,
    passages,
    quality,
    search,
    second_coding,
    settling,
    together,
)

__all__ = [
    "agreement",
    "blueprint",
    "bulk",
    "catalogues",
    "deciding",
    "desk",
    "looking",
    "mails",
    "passages",
    "quality",
    "search",
    "second_coding",
    "settling",
    "together",
]
