"""Screens of organisations: their desk, and the workshops they hold."""

from flask import Blueprint

blueprint = Blueprint("organisations", __name__)

from app.submissions.views.organisations import (  # noqa: E402
    desk,
    mails,
    members,
    notes,
    profile,
    registering,
    verifying,
    workshops,
)

__all__ = [
    "blueprint",
    "desk",
    "mails",
    "members",
    "notes",
    "profile",
    "registering",
    "verifying",
    "workshops",
]
