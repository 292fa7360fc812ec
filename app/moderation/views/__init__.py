"""The workbench: queue, item, decisions."""

from flask import Blueprint

blueprint = Blueprint("moderation", __name__, url_prefix="/moderation")

from app.moderation.views import deciding, desk, search  # noqa: E402

__all__ = ["blueprint", "deciding", "desk", "search"]
