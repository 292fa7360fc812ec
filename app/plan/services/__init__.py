"""What planners do: write measures, let them rest on what people said, answer, adopt the plan."""

from app.plan.services import forgetting
from app.plan.services.answers import (
    AnswerDraft,
    change_answer,
    create_answer,
    discard_answer,
    release_answer,
    withdraw_answer,
)
from app.plan.services.evidence import Ground, add_evidence, remove_evidence
from app.plan.services.measures import (
    MeasureDraft,
    Missing,
    change_measure,
    change_measure_status,
    create_measure,
    missing_for_decision,
)
from app.plan.services.origins import Origin, ground_from, origins_from, suggested

__all__ = [
    "AnswerDraft",
    "Ground",
    "MeasureDraft",
    "Missing",
    "Origin",
    "add_evidence",
    "change_answer",
    "change_measure",
    "change_measure_status",
    "create_answer",
    "create_measure",
    "discard_answer",
    "forgetting",
    "ground_from",
    "missing_for_decision",
    "origins_from",
    "release_answer",
    "remove_evidence",
    "suggested",
    "withdraw_answer",
]
