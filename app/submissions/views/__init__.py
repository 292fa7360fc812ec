"""Screens of contributions: writing, the receipt, and what became of it."""

from flask import Blueprint

blueprint = Blueprint("submissions", __name__, url_prefix="/beitrag")

from app.submissions.views import (  # noqa: E402
    entering,
    labels,
    mails,
    own,
    receipt,
    status,
    voices,
    writing,
)

__all__ = [
    "blueprint",
    "entering",
    "labels",
    "mails",
    "own",
    "receipt",
    "status",
    "voices",
    "writing",
]
