"""The workbench: queue, item, decisions."""

from flask import Blueprint

blueprint = Blueprint("moderation", __name__, url_prefix="/moderation")

from app.moderation.views import catalogues, deciding, desk, looking, quality  # noqa: E402

__all__ = ["blueprint", "catalogues", "deciding", "desk", "looking", "quality"]
