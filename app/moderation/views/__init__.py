"""The workbench: queue, item, decisions."""

from flask import Blueprint

blueprint = Blueprint("moderation", __name__, url_prefix="/moderation")

from app.moderation.views import (  # noqa: E402
    agreement,
    bulk,
    catalogues,
    concerns,
    deciding,
    desk,
    looking,
    mails,
    merging,
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
    "concerns",
    "deciding",
    "desk",
    "looking",
    "mails",
    "merging",
    "passages",
    "quality",
    "search",
    "second_coding",
    "settling",
    "together",
]
