"""Statistics, gaps, interfaces, indicators, area schemes."""

from flask import Blueprint

blueprint = Blueprint("insights", __name__, url_prefix="/plan")

from app.insights.views import (  # noqa: E402
    gap_words,
    gaps,
    indicator_loading,
    indicators,
    interfaces,
    labels,
    schemes,
    statistic_words,
    statistics,
)

__all__ = [
    "blueprint",
    "gap_words",
    "gaps",
    "indicator_loading",
    "indicators",
    "interfaces",
    "labels",
    "schemes",
    "statistic_words",
    "statistics",
]
