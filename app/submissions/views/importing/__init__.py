"""Screens of many contributions at once: template, upload, check, done."""

from flask import Blueprint

blueprint = Blueprint("imports", __name__, url_prefix="/organisation/import")

from app.submissions.views.importing import files, pages, steps, words  # noqa: E402

__all__ = ["blueprint", "files", "pages", "steps", "words"]
