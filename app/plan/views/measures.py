"""The plan for everybody: its measures."""

from typing import Any

from flask import render_template, request

from app.plan.queries import public_measures
from app.plan.views import blueprint
from app.shared.access import public
from app.shared.paging import read_position

LIST_LENGTH = 30


@blueprint.get("/")
@public
def index() -> Any:
    """List the measures, those changed last first."""
    position = read_position(request.args.get("vor"))
    page = public_measures(position, LIST_LENGTH)
    return render_template("plan/index.html", page=page, is_first=position is None)
