"""The plan for everybody: its measures, and one of them."""

from typing import Any

from flask import Response, abort, render_template, request
from flask_login import current_user

from app.accounts.policy import councils_of
from app.areas.queries import area_map
from app.councils.queries import public_statements_on
from app.plan.forms.filtering import (
    area_options,
    chosen,
    field_options,
    read_wish,
    state_options,
    zone_options,
)
from app.plan.models import Measure
from app.plan.policy import is_public, works_on_plan
from app.plan.queries import councils_concerned, public_measures
from app.plan.views import blueprint
from app.plan.views.at_hand import measure_or_404, whole
from app.shared.access import public
from app.shared.page_cache import kept_ready
from app.shared.paging import read_position
from app.shared.uploads import send_stored

LIST_LENGTH = 30


@blueprint.get("/")
@public
@kept_ready
def index() -> Any:
    """List the measures, those changed last first."""
    position = read_position(request.args.get("vor"))
    return render_template(
        "plan/index.html",
        page=public_measures(position, LIST_LENGTH, read_wish(request.args)),
        is_first=position is None,
        chosen=chosen(request.args),
        states=state_options(with_suggestions=False),
        areas=area_options(),
        zones=zone_options(),
        fields=field_options(),
    )


@blueprint.get("/massnahmen/<number>")
@public
@kept_ready
def measure(number: str) -> Any:
    """Show a measure: where it stands, what it costs, what it rests on."""
    found = _visible_or_404(number)
    return render_template(
        "plan/measure.html",
        **whole(found),
        area_map=area_map(),
        statements=public_statements_on("measure", found.number),
        may_state=is_public(found) and _speaks_for_a_council_concerned(found),
    )


@blueprint.get("/massnahmen/<number>/dokument/<int:file_id>")
@public
def measure_document(number: str, file_id: int) -> Response:
    """Hand out a document of a measure."""
    documents = _visible_or_404(number).documents
    stored = next((one for one in documents if one.id == file_id), None)
    if stored is None:
        abort(404)
    return send_stored(stored)


def _speaks_for_a_council_concerned(found: Measure) -> bool:
    own = councils_of(current_user) if current_user.is_authenticated else frozenset()
    return bool(own and councils_concerned(found, own))


def _visible_or_404(number: str) -> Measure:
    found = measure_or_404(number)
    is_staff = current_user.is_authenticated and works_on_plan(current_user)
    if not is_public(found) and not is_staff:
        abort(404)
    return found
