"""The catalogue in force: what each code means, and how many contributions have it."""

from typing import Any

from flask import render_template

from app.guidelines.models import CODE_KINDS
from app.guidelines.queries import catalogue
from app.moderation.queries import published_by_code
from app.pages.views import blueprint
from app.shared.access import public
from app.shared.page_cache import kept_ready


@blueprint.get("/katalog")
@public
@kept_ready
def codes() -> Any:
    """Show all codes with their definitions and figures."""
    return render_template(
        "pages/catalogue.html",
        catalogue=catalogue(),
        kinds=CODE_KINDS,
        figures=published_by_code(),
    )
