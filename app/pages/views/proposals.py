"""Formal proposals of councils as everybody sees them, with their clock."""

from typing import Any

from flask import abort, render_template, request

from app.areas.queries import directory
from app.councils.queries.hearings import closed_hearings_of
from app.councils.queries.proposals import public_proposal, public_proposals
from app.pages.views import blueprint
from app.shared.access import public
from app.shared.page_cache import kept_ready
from app.shared.paging import read_position

LIST_LENGTH, SHOWN_HEARINGS = 20, 20


@blueprint.get("/ortsteile/<slug>/vorschlaege")
@public
@kept_ready
def proposals(slug: str) -> Any:
    """Show what the council of an Ortsteil proposed, and how many days are left."""
    area = directory().by_slug.get(slug)
    if area is None:
        abort(404)
    position = read_position(request.args.get("vor"))
    return render_template(
        "pages/proposals.html",
        area=area,
        page=public_proposals(area.council_id or 0, position, LIST_LENGTH),
        is_first=position is None,
        heard=closed_hearings_of(area.council_id or 0, SHOWN_HEARINGS),
    )


@blueprint.get("/vorschlaege/<number>")
@public
@kept_ready
def proposal(number: str) -> Any:
    """Show a proposal with its clock or its answer."""
    found = public_proposal(number)
    if found is None:
        abort(404)
    return render_template("pages/proposal.html", proposal=found)
