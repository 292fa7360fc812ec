"""Search in all texts, for moderators."""

from typing import Any

from flask import render_template, request

from app.accounts.policy import is_moderator
from app.areas.queries import directory as areas
from app.areas.queries import zone_tokens
from app.consultations.queries import directory as consultations
from app.moderation.queries.search import COUNTED, found_by_staff
from app.moderation.queries.search_wish import read_wish
from app.moderation.views import blueprint
from app.shared.access import allowed_to

PAGE_LENGTH = 30


@blueprint.get("/suche")
@allowed_to(is_moderator)
def search() -> Any:
    """Show contributions in any state that have the typed words."""
    wish = read_wish(request.args)
    return render_template(
        "moderation/search.html",
        wish=wish,
        found=found_by_staff(wish, PAGE_LENGTH),
        most=COUNTED,
        areas=areas().entries,
        zones=zone_tokens(),
        consultations=consultations(),
    )
