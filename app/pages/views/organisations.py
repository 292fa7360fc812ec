"""Organisations that speak here, and what each of them said."""

from typing import Any

from flask import abort, render_template, request

from app.accounts.queries import organisation_by_key, verified_organisations
from app.guidelines.queries import catalogue
from app.pages.queries import PAGE_LENGTH, shown_page
from app.pages.views import blueprint
from app.shared.access import public
from app.shared.page_cache import kept_ready
from app.shared.paging import read_position
from app.submissions.queries import published_of


@blueprint.get("/organisationen/")
@public
@kept_ready
def organisations() -> Any:
    """List the verified organisations by name."""
    return render_template("pages/organisations.html", organisations=verified_organisations())


@blueprint.get("/organisationen/<key>")
@public
@kept_ready
def organisation(key: str) -> Any:
    """Show the profile of a verified organisation and its published contributions."""
    found = organisation_by_key(key)
    if found is None or found.verified_at is None:
        abort(404)
    position, known = read_position(request.args.get("vor")), catalogue().by_key
    groups = [group.code_key for group in found.target_groups]
    return render_template(
        "pages/organisation.html",
        organisation=found,
        target_groups=[known[key] for key in groups if key in known],
        page=shown_page(published_of(found.id, position, PAGE_LENGTH)),
        is_first=position is None,
    )
