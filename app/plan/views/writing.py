"""Writing a measure, and changing what it says."""

from typing import Any

from flask import flash, render_template, request
from flask_babel import gettext as _
from flask_login import current_user

from app.plan.forms.deriving import fill_from
from app.plan.forms.measures import MeasureForm
from app.plan.models import Measure
from app.plan.policy import can_change, works_on_plan
from app.plan.services import change_measure, derive_measure, origins_from
from app.plan.views import blueprint
from app.plan.views.at_hand import measure_conflict, own_measure, to_measure
from app.shared.access import allowed_to
from app.shared.errors import Conflict, NotPossible
from app.shared.forms import show_again
from app.shared.transactions import commits

FORM = "plan/measure_form.html"


@blueprint.get("/arbeit/massnahmen/neu")
@allowed_to(works_on_plan)
def new_measure() -> Any:
    """Show an empty form, or what the things suggest that the address names (`aus`)."""
    origins = origins_from(request.args.getlist("aus"))
    form = MeasureForm(None, formdata=None, data={"version": 0})
    fill_from(form, origins)
    return render_template(FORM, form=form, measure=None, origins=origins)


@blueprint.post("/arbeit/massnahmen/neu")
@allowed_to(works_on_plan)
@commits
def send_new_measure() -> Any:
    """Store a suggestion with what it rests on."""
    form, origins = MeasureForm(None), origins_from(request.args.getlist("aus"))
    if not form.validate():
        return show_again(FORM, form, measure=None, origins=origins)
    made = derive_measure(current_user, form.draft(), [one.ground for one in origins])
    flash(_("The measure is stored as a suggestion. Only staff see it."))
    _tell_if_given_away(made)
    return to_measure(made.number)


@blueprint.get("/arbeit/massnahmen/<number>/bearbeiten")
@allowed_to(works_on_plan)
def edit_measure(number: str) -> Any:
    """Show the form of a measure."""
    found = own_measure(number)
    form = MeasureForm(found, formdata=None)
    form.fill(found)
    return render_template(FORM, form=form, measure=found)


@blueprint.post("/arbeit/massnahmen/<number>/bearbeiten")
@allowed_to(works_on_plan)
@commits
def send_measure(number: str) -> Any:
    """Change a measure."""
    found = own_measure(number)
    form = MeasureForm(found)
    if not form.validate():
        return show_again(FORM, form, measure=found)
    try:
        change_measure(current_user, found, form.version.data, form.draft())
    except (Conflict, NotPossible):
        mine = (form.title.data, form.text.data, form.reason.data)
        return measure_conflict(number, "\n\n".join(text for text in mine if text))
    flash(_("The measure is stored."))
    _tell_if_given_away(found)
    return to_measure(found.number)


def _tell_if_given_away(measure: Measure) -> None:
    if not can_change(current_user, measure):
        flash(_("From now on the planners of the other offices change this measure."))
