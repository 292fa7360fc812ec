"""Measures, evidence, answers, versions of the plan."""

from flask import Blueprint

blueprint = Blueprint("plan", __name__, url_prefix="/plan")

from app.plan.views import (  # noqa: E402
    adopting,
    coverage,
    covers,
    desk,
    labels,
    measures,
    versions,
    words,
)

__all__ = [
    "adopting",
    "blueprint",
    "coverage",
    "covers",
    "desk",
    "labels",
    "measures",
    "versions",
    "words",
]
