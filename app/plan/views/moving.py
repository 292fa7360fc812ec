"""The page on which a measure is worked on, and moving it from state to state."""

from typing import Any

from flask import abort, flash
from flask_babel import gettext as _
from flask_login import current_user

from app.plan.forms.labels import STEP_LABELS
from app.plan.forms.moving import MoveForm
from app.plan.policy import BINDING, works_on_plan
from app.plan.services import change_measure_status, missing_for_decision
from app.plan.views import blueprint
from app.plan.views.at_hand import (
    measure_conflict,
    measure_or_404,
    own_measure,
    to_measure,
    work_page,
)
from app.shared.access import allowed_to
from app.shared.database import db
from app.shared.errors import Conflict, NotPossible
from app.shared.transactions import commits


@blueprint.get("/arbeit/massnahmen/<number>")
@allowed_to(works_on_plan)
def work(number: str) -> Any:
    """Show a measure with all its parts and what can be done about it."""
    return work_page(measure_or_404(number))


@blueprint.post("/arbeit/massnahmen/<number>/stand")
@allowed_to(works_on_plan)
@commits
def send_status(number: str) -> Any:
    """Move the measure to another state."""
    found, form = own_measure(number), MoveForm()
    is_good, status = form.validate(), form.status.data
    if form.status.errors:
        abort(400)
    if not is_good or (status in BINDING and missing_for_decision(found).anything):
        db.session.rollback()
        return work_page(own_measure(number), form, 422)
    try:
        change_measure_status(
            current_user, found, form.version.data, status, form.reason.data or ""
        )
    except (Conflict, NotPossible):
        mine = f"{STEP_LABELS[status]}\n\n{form.reason.data}"
        return measure_conflict(number, mine)
    flash(_("The new state is stored."))
    return to_measure(found.number)
