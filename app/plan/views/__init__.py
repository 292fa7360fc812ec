"""Measures, evidence, answers, versions of the plan."""

from flask import Blueprint

blueprint = Blueprint("plan", __name__, url_prefix="/plan")

from app.plan.views import (  # noqa: E402
    adopting,
    answer_steps,
    answering,
    backing,
    coverage,
    covers,
    desk,
    effect_charts,
    effects,
    grounds,
    labels,
    measure_list,
    measures,
    money,
    moving,
    papers,
    statements,
    versions,
    waiting,
    words,
    writing,
)

__all__ = [
    "adopting",
    "answer_steps",
    "answering",
    "backing",
    "blueprint",
    "coverage",
    "covers",
    "desk",
    "effect_charts",
    "effects",
    "grounds",
    "labels",
    "measure_list",
    "measures",
    "money",
    "moving",
    "papers",
    "statements",
    "versions",
    "waiting",
    "words",
    "writing",
]
