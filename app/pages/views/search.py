"""Search in what is published."""

from typing import Any

from flask import render_template, request

from app.areas.queries import directory as areas
from app.areas.queries import zone_tokens
from app.consultations.queries import directory as consultations
from app.guidelines.queries import catalogue
from app.moderation.queries.search import COUNTED, found_by_all
from app.moderation.queries.search_wish import read_wish
from app.pages.queries import PAGE_LENGTH, shown
from app.pages.views import blueprint
from app.shared.access import public
from app.shared.page_cache import kept_ready


@blueprint.get("/suche")
@public
@kept_ready
def search() -> Any:
    """Show published contributions that have the typed words; everything stands in the address."""
    wish = read_wish(request.args)
    found = found_by_all(wish, PAGE_LENGTH)
    return render_template(
        "pages/search.html",
        wish=wish,
        found=found,
        items=shown(found.rows),
        most=COUNTED,
        areas=areas().entries,
        zones=zone_tokens(),
        catalogue=catalogue(),
        consultations=consultations(),
    )
