"""Consultations."""

from typing import Any

from flask import abort, render_template, request

from app.areas.queries import directory as areas
from app.consultations.policy import is_open
from app.consultations.queries import by_slug, directory
from app.councils.queries import public_statements_on
from app.pages.queries import PAGE_LENGTH, shown_page
from app.pages.views import blueprint
from app.shared.access import public
from app.shared.clock import now
from app.shared.i18n import text_in
from app.shared.page_cache import kept_ready
from app.shared.paging import read_position
from app.shared.text import from_markdown
from app.submissions.queries import published_by_consultation, published_to, relayed_by_consultation


@blueprint.get("/beteiligungen/")
@public
@kept_ready
def consultations() -> Any:
    """List all consultations."""
    moment = now()
    return render_template(
        "pages/consultations.html",
        running=[c for c in directory() if is_open(c, moment)],
        coming=[c for c in directory() if c.opens_at > moment],
        closed=[c for c in directory() if c.closes_at and c.closes_at <= moment],
        numbers=published_by_consultation(),
        relayed=relayed_by_consultation(),
    )


@blueprint.get("/beteiligungen/<slug>")
@public
@kept_ready
def consultation(slug: str) -> Any:
    """Show a consultation with what was said in it, newest first."""
    found, moment = by_slug(slug), now()
    if found is None:
        abort(404)
    position = read_position(request.args.get("vor"))
    return render_template(
        "pages/consultation.html",
        statements=public_statements_on("consultation", found.slug),
        consultation=found,
        introduction=from_markdown(text_in(found.introduction)),
        is_open=is_open(found, moment),
        is_coming=found.opens_at > moment,
        areas=[area for area in areas().entries if area.id in found.area_ids],
        number=published_by_consultation().get(found.id, 0),
        relayed=relayed_by_consultation().get(found.id, 0),
        page=shown_page(published_to(found.id, position, PAGE_LENGTH)),
        is_first=position is None,
    )
