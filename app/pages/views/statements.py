"""What councils say, for everyone."""

from typing import Any

from flask import Response, abort, render_template, request

from app.areas.queries import directory
from app.councils.queries import is_public, public_statements_of, statement_by_id
from app.pages.queries import PAGE_LENGTH
from app.pages.views import blueprint
from app.shared.access import public
from app.shared.page_cache import kept_ready
from app.shared.paging import read_position
from app.shared.uploads import send_stored


@blueprint.get("/ortsteile/<slug>/stellungnahmen")
@public
@kept_ready
def statements(slug: str) -> Any:
    """List the statements of the council of an Ortsteil, newest first."""
    area = directory().by_slug.get(slug)
    if area is None or area.council_id is None:
        abort(404)
    position = read_position(request.args.get("vor"))
    return render_template(
        "pages/statements.html",
        area=area,
        page=public_statements_of(area.council_id, position, PAGE_LENGTH),
        is_first=position is None,
    )


@blueprint.get("/stellungnahmen/<int:statement_id>/beschluss")
@public
def resolution(statement_id: int) -> Response:
    """Hand out the resolution of a statement that everybody may read."""
    found = statement_by_id(statement_id)
    if found is None or found.file is None or not is_public(found):
        abort(404)
    return send_stored(found.file)
