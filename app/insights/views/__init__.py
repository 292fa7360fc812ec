"""Statistics, gaps, interfaces, indicators, area schemes."""

from flask import Blueprint

blueprint = Blueprint("insights", __name__, url_prefix="/plan")

__all__ = ["blueprint"]
