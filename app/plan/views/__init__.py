"""Measures, evidence, answers, versions of the plan."""

from flask import Blueprint

blueprint = Blueprint("plan", __name__, url_prefix="/plan")

from app.plan.views import (  # noqa: E402
    desk,
    effects,
    labels,
    measure_list,
    measures,
    money,
    moving,
    papers,
    writing,
)

__all__ = [
    "blueprint",
    "desk",
    "effects",
    "labels",
    "measure_list",
    "measures",
    "money",
    "moving",
    "papers",
    "writing",
]
