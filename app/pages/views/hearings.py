"""Closed hearings as everybody sees them."""

from typing import Any

from flask import Response, abort, render_template

from app.councils.models import Hearing
from app.councils.queries.hearings import closed_hearing
from app.pages.views import blueprint
from app.shared.access import public
from app.shared.page_cache import kept_ready
from app.shared.uploads import send_stored


@blueprint.get("/anhoerungen/<number>")
@public
@kept_ready
def hearing(number: str) -> Any:
    """Show what was asked and what the councils said, once the hearing is closed."""
    return render_template("pages/hearing.html", hearing=_closed_or_404(number))


@blueprint.get("/anhoerungen/<number>/dokument/<int:file_id>")
@public
def hearing_document(number: str, file_id: int) -> Response:
    """Hand out a document of a closed hearing."""
    documents = _closed_or_404(number).documents
    stored = next((one for one in documents if one.id == file_id), None)
    if stored is None:
        abort(404)
    return send_stored(stored)


def _closed_or_404(number: str) -> Hearing:
    found = closed_hearing(number)
    if found is None:
        abort(404)
    return found
