"""Statistics, gaps, interfaces, indicators, area schemes."""

from flask import Blueprint

blueprint = Blueprint("insights", __name__, url_prefix="/plan")

from app.insights.views import gap_words, gaps, indicator_loading, indicators, labels  # noqa: E402

__all__ = ["blueprint", "gap_words", "gaps", "indicator_loading", "indicators", "labels"]
