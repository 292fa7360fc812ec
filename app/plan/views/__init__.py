"""Measures, evidence, answers, versions of the plan."""

from flask import Blueprint

blueprint = Blueprint("plan", __name__, url_prefix="/plan")

from app.plan.views import adopting, coverage, desk, labels, measures, versions, words  # noqa: E402

__all__ = ["adopting", "blueprint", "coverage", "desk", "labels", "measures", "versions", "words"]
