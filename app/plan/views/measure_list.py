"""All measures, suggestions as well, for those who work on the plan."""

from typing import Any

from flask import render_template, request

from app.plan.forms.filtering import (
    area_options,
    chosen,
    office_options,
    read_wish,
    state_options,
    zone_options,
)
from app.plan.policy import works_on_plan
from app.plan.queries import all_measures
from app.plan.views import blueprint
from app.shared.access import allowed_to
from app.shared.paging import read_position

LIST_LENGTH = 30


@blueprint.get("/arbeit/massnahmen")
@allowed_to(works_on_plan)
def measures() -> Any:
    """List the measures, those changed last first."""
    position = read_position(request.args.get("vor"))
    return render_template(
        "plan/measures.html",
        page=all_measures(position, LIST_LENGTH, read_wish(request.args)),
        is_first=position is None,
        chosen=chosen(request.args),
        states=state_options(with_suggestions=True),
        areas=area_options(),
        zones=zone_options(),
        offices=office_options(),
    )
