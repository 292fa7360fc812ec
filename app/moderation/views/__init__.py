"""The workbench: queue, item, decisions."""

from flask import Blueprint

blueprint = Blueprint("moderation", __name__, url_prefix="/moderation")

from app.moderation.views import concerns, deciding, desk, merging  # noqa: E402

__all__ = ["blueprint", "concerns", "deciding", "desk", "merging"]
