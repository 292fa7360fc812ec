"""Questions about the plan."""

from app.plan.queries.measures import measure_by_number, public_measures

__all__ = ["measure_by_number", "public_measures"]
