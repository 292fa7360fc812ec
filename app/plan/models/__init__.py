"""The plan: measures, money, evidence, answers, versions."""

from app.plan.models.answer import ANSWER_STATUSES, Answer
from app.plan.models.evidence import Evidence
from app.plan.models.measure import (
    MEASURE_STATUSES,
    Measure,
    MeasureArea,
    MeasureChange,
    MeasureCode,
    MeasureDocument,
    MeasureLink,
    MeasurePartner,
    MeasureZone,
)
from app.plan.models.money import BudgetLine, EffectIndicator, EffectValue
from app.plan.models.plan_version import PlanCover, PlanVersion

__all__ = [
    "ANSWER_STATUSES",
    "MEASURE_STATUSES",
    "Answer",
    "BudgetLine",
    "EffectIndicator",
    "EffectValue",
    "Evidence",
    "Measure",
    "MeasureArea",
    "MeasureChange",
    "MeasureCode",
    "MeasureDocument",
    "MeasureLink",
    "MeasurePartner",
    "MeasureZone",
    "PlanCover",
    "PlanVersion",
]
