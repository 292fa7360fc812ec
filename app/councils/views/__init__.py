"""The desk of the councils."""

from flask import Blueprint

blueprint = Blueprint("councils", __name__, url_prefix="/ortsteilrat")

from app.councils.views import (  # noqa: E402
    contributions,
    deadlines,
    desk,
    hearings,
    labels,
    mails,
    proposals,
    releasing,
    replies,
    sitting,
    statements,
)

__all__ = [
    "blueprint",
    "contributions",
    "deadlines",
    "desk",
    "hearings",
    "labels",
    "mails",
    "proposals",
    "releasing",
    "replies",
    "sitting",
    "statements",
]
