"""The desk of the councils."""

from flask import Blueprint

blueprint = Blueprint("councils", __name__, url_prefix="/ortsteilrat")

from app.councils.views import (  # noqa: E402
    deadlines,
    desk,
    labels,
    mails,
    proposals,
)

__all__ = ["blueprint", "deadlines", "desk", "labels", "mails", "proposals"]
