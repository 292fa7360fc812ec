"""The yearly progress report."""

from flask import Blueprint

blueprint = Blueprint("reports", __name__, url_prefix="/plan/bericht")

__all__ = ["blueprint"]
