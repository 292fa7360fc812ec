"""Adding up what people say, and putting together what stands beside it."""

from app.insights.services.counting_demand import count_ahead, count_area

__all__ = ["count_ahead", "count_area"]
