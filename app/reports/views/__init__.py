"""The yearly report: to read, to write, to release, to take away."""

from flask import Blueprint

blueprint = Blueprint("reports", __name__, url_prefix="/plan/bericht")

from app.reports.views import files, labels, reading, releasing, working  # noqa: E402

__all__ = ["blueprint", "files", "labels", "reading", "releasing", "working"]
