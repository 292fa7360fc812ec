"""What adds up what people say and what the plan covers."""

from app.insights.services.counting_demand import count_ahead, count_area

__all__ = ["count_ahead", "count_area"]
