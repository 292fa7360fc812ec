"""What is counted ahead, so that no page waits for it."""

from app.insights.models.demand import DemandArea, DemandCell, DemandChange

__all__ = ["DemandArea", "DemandCell", "DemandChange"]
