"""What is counted ahead, and what is known about the Ortsteile beside the contributions."""

from app.insights.models.demand import DemandArea, DemandCell, DemandChange
from app.insights.models.indicator import INDICATOR_KINDS, IndicatorFigure, SocialIndicator
from app.insights.models.statistics import StatisticSnapshot

__all__ = [
    "INDICATOR_KINDS",
    "DemandArea",
    "DemandCell",
    "DemandChange",
    "IndicatorFigure",
    "SocialIndicator",
    "StatisticSnapshot",
]
