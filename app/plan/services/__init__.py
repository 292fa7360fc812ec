"""What planners do: write measures, let them rest on what people said, answer, adopt the plan."""

from app.plan.services import (
    forgetting,
)
from app.plan.services.answers import (
    AnswerDraft,
    change_answer,
    create_answer,
    discard_answer,
    release_answer,
    withdraw_answer,
)
from app.plan.services.deriving import derive_measure
from app.plan.services.effects import (
    EffectDraft,
    add_effect,
    add_value,
    change_effect,
    remove_effect,
    remove_value,
)
from app.plan.services.evidence import (
    Ground,
    add_evidence,
    remove_evidence,
)
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
from app.plan.services.origins import (
    Origin,
    ground_from,
    origins_from,
    reference_of,
    suggested,
)
from app.plan.services.papers import (
    LinkDraft,
    add_link,
    add_measure_document,
    remove_link,
    remove_measure_document,
)

__all__ = [
    "AnswerDraft",
    "BudgetDraft",
    "EffectDraft",
    "Ground",
    "LinkDraft",
    "MeasureDraft",
    "Missing",
    "Origin",
    "add_budget_line",
    "add_effect",
    "add_evidence",
    "add_link",
    "add_measure_document",
    "add_value",
    "change_answer",
    "change_budget_line",
    "change_effect",
    "change_measure",
    "change_measure_status",
    "create_answer",
    "create_measure",
    "derive_measure",
    "discard_answer",
    "forgetting",
    "ground_from",
    "missing_for_decision",
    "origins_from",
    "reference_of",
    "release_answer",
    "remove_budget_line",
    "remove_effect",
    "remove_evidence",
    "remove_link",
    "remove_measure_document",
    "remove_value",
    "suggested",
    "withdraw_answer",
]
