"""Statistics, gaps, interfaces, indicators, area schemes."""

from flask import Blueprint

blueprint = Blueprint("insights", __name__, url_prefix="/plan")

from app.insights.views import indicator_loading, indicators, labels, schemes  # noqa: E402

__all__ = ["blueprint", "indicator_loading", "indicators", "labels", "schemes"]
