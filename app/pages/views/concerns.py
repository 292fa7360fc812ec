"""Concerns for everyone: which there are, and who says the same in one of them."""

from typing import Any

from flask import abort, render_template, request

from app.areas.queries import directory as areas
from app.councils.queries import public_statements_on
from app.moderation.queries import (
    concern_by_number,
    counts_of,
    figures_of,
    public_concerns,
    published_members,
)
from app.pages.queries import PAGE_LENGTH, shown_page
from app.pages.views import blueprint
from app.plan.queries.answers import answers_shown_on_concern
from app.plan.queries.grounds import measures_on_concern
from app.shared.access import public
from app.shared.page_cache import kept_ready
from app.shared.paging import read_position


@blueprint.get("/anliegen/")
@public
@kept_ready
def concerns() -> Any:
    """List concerns with published contributions, the one changed last first."""
    position = read_position(request.args.get("vor"))
    page = public_concerns(position, PAGE_LENGTH)
    return render_template(
        "pages/concerns.html",
        page=page,
        counts=counts_of([concern.id for concern in page.rows]),
        is_first=position is None,
    )


@blueprint.get("/anliegen/<number>")
@public
@kept_ready
def concern(number: str) -> Any:
    """Show a concern: figures of what is published, and the contributions, newest first."""
    found = concern_by_number(number)
    figures = figures_of(found.id) if found else None
    if found is None or figures is None or not figures.contributions:
        abort(404)
    position = read_position(request.args.get("vor"))
    return render_template(
        "pages/concern.html",
        measures=measures_on_concern(found.id),
        answers=answers_shown_on_concern(found.id),
        statements=public_statements_on("concern", found.public_number),
        concern=found,
        figures=figures,
        areas=areas().by_id,
        page=shown_page(published_members(found.id, position, PAGE_LENGTH)),
        is_first=position is None,
    )
