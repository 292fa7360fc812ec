"""Screens of contributions: writing, the receipt, and what became of it."""

from flask import Blueprint

blueprint = Blueprint("submissions", __name__, url_prefix="/beitrag")

from app.submissions.views import labels, mails, receipt, status, writing  # noqa: E402, F401
