"""What planners do: write measures, let them rest on what people said, answer, adopt the plan."""

from app.plan.services.evidence import Ground, add_evidence
from app.plan.services.measures import (
    MeasureDraft,
    Missing,
    change_measure,
    change_measure_status,
    create_measure,
    missing_for_decision,
)

__all__ = [
    "Ground",
    "MeasureDraft",
    "Missing",
    "add_evidence",
    "change_measure",
    "change_measure_status",
    "create_measure",
    "missing_for_decision",
]
