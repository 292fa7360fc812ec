"""Letting an existing measure rest on contributions, concerns, statements or proposals."""

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import ngettext
from flask_login import current_user

from app.plan.models import Measure
from app.plan.policy import can_change, works_on_plan
from app.plan.queries import measure_by_number
from app.plan.queries.listing import MeasureWish, all_measures
from app.plan.services import add_evidence, origins_from
from app.plan.views import blueprint
from app.shared.access import allowed_to, ensure
from app.shared.transactions import commits

MOST_MEASURES = 20


@blueprint.get("/arbeit/belegen")
@allowed_to(works_on_plan)
def backing() -> Any:
    """Choose a measure, by number or words, for the things that the address names."""
    wished = request.args.getlist("aus")
    origins, typed = origins_from(wished), request.args.get("q", "").strip()[:200]
    found = all_measures(None, MOST_MEASURES, MeasureWish(words=typed)).rows
    return render_template(
        "plan/backing.html",
        origins=origins,
        left_out=len(set(wished)) - len(origins),
        typed=typed,
        measures=[one for one in found if can_change(current_user, one)],
    )


@blueprint.post("/arbeit/belegen")
@allowed_to(works_on_plan)
@commits
def send_backing() -> Any:
    """Let the measure rest on all of them; what it rests on already stays as it is."""
    measure = _measure_or_404()
    ensure(can_change(current_user, measure))
    origins = origins_from(request.form.getlist("aus"))
    if not origins:
        abort(400)
    for origin in origins:
        add_evidence(current_user, measure, origin.ground)
    number = len(origins)
    flash(
        ngettext("The measure rests on it now.", "The measure rests on these %(num)d now.", number)
    )
    return redirect(url_for("plan.all_grounds", number=measure.number), 303)


def _measure_or_404() -> Measure:
    found = measure_by_number(request.form.get("measure", "")[:20])
    if found is None:
        abort(404)
    return found
