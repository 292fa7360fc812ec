"""What planners do: write measures, let them rest on what people said, answer, adopt the plan."""

from app.plan.services.effects import (
    EffectDraft,
    add_effect,
    add_value,
    change_effect,
    remove_effect,
    remove_value,
)
from app.plan.services.evidence import Ground, add_evidence
from app.plan.services.measures import (
    MeasureDraft,
    Missing,
    change_measure,
    change_measure_status,
    create_measure,
    missing_for_decision,
)
from app.plan.services.money import (
    BudgetDraft,
    add_budget_line,
    change_budget_line,
    remove_budget_line,
)
from app.plan.services.papers import (
    LinkDraft,
    add_link,
    add_measure_document,
    remove_link,
    remove_measure_document,
)

__all__ = [
    "BudgetDraft",
    "EffectDraft",
    "Ground",
    "LinkDraft",
    "MeasureDraft",
    "Missing",
    "add_budget_line",
    "add_effect",
    "add_evidence",
    "add_link",
    "add_measure_document",
    "add_value",
    "change_budget_line",
    "change_effect",
    "change_measure",
    "change_measure_status",
    "create_measure",
    "missing_for_decision",
    "remove_budget_line",
    "remove_effect",
    "remove_link",
    "remove_measure_document",
    "remove_value",
]
