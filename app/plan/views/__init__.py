"""Measures, evidence, answers, versions of the plan."""

from flask import Blueprint

blueprint = Blueprint("plan", __name__, url_prefix="/plan")

from app.plan.views import (  # noqa: E402
    answer_steps,
    answering,
    desk,
    measures,
    waiting,
)

__all__ = ["answer_steps", "answering", "blueprint", "desk", "measures", "waiting"]
