"""Adding up what people say, and putting together what stands beside it."""

from app.insights.services.counting_demand import count_ahead, count_area
from app.insights.services.statistics import publish_statistics, publish_when_due

__all__ = ["count_ahead", "count_area", "publish_statistics", "publish_when_due"]
