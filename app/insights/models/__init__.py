"""What is known about the Ortsteile beside the contributions."""

from app.insights.models.indicator import INDICATOR_KINDS, IndicatorFigure, SocialIndicator

__all__ = ["INDICATOR_KINDS", "IndicatorFigure", "SocialIndicator"]
