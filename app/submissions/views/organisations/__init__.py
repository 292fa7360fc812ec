"""Screens of organisations: their desk, and the workshops they hold."""

from flask import Blueprint

blueprint = Blueprint("organisations", __name__)

from app.submissions.views.organisations import desk, notes, workshops  # noqa: E402

__all__ = ["blueprint", "desk", "notes", "workshops"]
