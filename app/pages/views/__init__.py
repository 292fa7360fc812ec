"""Screens that show several rooms together."""

from flask import Blueprint, Flask

blueprint = Blueprint("pages", __name__)

from app.pages.views import (  # noqa: E402
    answers,
    areas,
    catalogue,
    concerns,
    consultations,
    contributions,
    digests,
    errors,
    feeds,
    following,
    frame,
    health,
    hearings,
    home,
    information,
    mails,
    organisations,
    outbox,
    plan_feeds,
    proposals,
    search,
    statements,
    unsubscribing,
)

__all__ = [
    "answers",
    "areas",
    "blueprint",
    "catalogue",
    "concerns",
    "consultations",
    "contributions",
    "digests",
    "feeds",
    "following",
    "health",
    "hearings",
    "home",
    "information",
    "mails",
    "organisations",
    "outbox",
    "plan_feeds",
    "proposals",
    "search",
    "statements",
    "unsubscribing",
]


def init_pages(app: Flask) -> None:
    """Register what every page has around it, and the pages for errors."""
    frame.init_frame(app)
    errors.init_errors(app)
