"""Measures, evidence, answers, versions of the plan."""

from flask import Blueprint

blueprint = Blueprint("plan", __name__, url_prefix="/plan")

from app.plan.views import desk, measures  # noqa: E402

__all__ = ["blueprint", "desk", "measures"]
