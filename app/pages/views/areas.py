"""All Ortsteile, and one of them."""

from typing import Any

from flask import abort, render_template, request

from app.accounts.queries import recipient_of
from app.areas.queries import area_map, chosen_scheme, directory, find, schemes
from app.consultations.queries import running
from app.councils.queries.proposals import newest_proposals
from app.councils.queries.statements import newest_statements
from app.moderation.queries import concerns_in
from app.pages.queries import PAGE_LENGTH, shown_page
from app.pages.queries.area_groups import area_groups
from app.pages.views import blueprint
from app.plan.queries import measures_of_area
from app.plan.queries.answer_figures import answered_share
from app.shared.access import public
from app.shared.clock import now
from app.shared.page_cache import kept_ready
from app.shared.paging import read_position
from app.submissions.queries import map_figures, published_in, relayed_by_area, voices_by_area


@blueprint.get("/ortsteile/")
@public
@kept_ready
def areas() -> Any:
    """List the Ortsteile, by zones of a scheme or as a typed name can mean them, with the map."""
    search = request.args.get("suche", "")[:80]
    scheme = None if search else chosen_scheme(request.args.get("gliederung"))
    return render_template(
        "pages/areas.html",
        search=search,
        entries=find(search) if search else directory().entries,
        schemes=schemes(),
        scheme=scheme,
        groups=area_groups(scheme) if scheme else [],
        area_map=area_map(),
        figures=map_figures(),
        relayed=relayed_by_area(),
    )


@blueprint.get("/ortsteile/<slug>")
@public
@kept_ready
def area(slug: str) -> Any:
    """Show an Ortsteil: who represents it and what was said, newest first, paged by key."""
    found = directory().by_slug.get(slug)
    if found is None:
        abort(404)
    position = read_position(request.args.get("vor"))
    open_now = running(now())
    return render_template(
        "pages/area.html",
        area=found,
        area_map=area_map(),
        figures=map_figures(),
        voices=voices_by_area().get(found.id, 0),
        answered=answered_share(found.id),
        relayed=relayed_by_area().get(found.id, 0),
        concerns=concerns_in(found.id),
        measures=measures_of_area(found.id),
        recipient=recipient_of(found),
        proposals=newest_proposals(found.council_id or 0),
        statements=newest_statements(found.council_id or 0),
        page=shown_page(published_in(found.id, position, PAGE_LENGTH)),
        is_first=position is None,
        consultations=[c for c in open_now if not c.area_ids or found.id in c.area_ids],
    )
