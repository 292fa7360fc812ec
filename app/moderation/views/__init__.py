"""The workbench: queue, item, decisions."""

from flask import Blueprint

blueprint = Blueprint("moderation", __name__, url_prefix="/moderation")

from app.moderation.views import (  # noqa: E402
    agreement,
    deciding,
    desk,
    passages,
    second_coding,
    settling,
)

__all__ = [
    "agreement",
    "blueprint",
    "deciding",
    "desk",
    "passages",
    "second_coding",
    "settling",
]
