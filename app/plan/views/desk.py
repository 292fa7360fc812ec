"""The planners' desk: what waits for somebody."""

from typing import Any

from flask import render_template
from flask_login import current_user

from app.accounts.policy import offices_of
from app.plan.policy import works_on_plan
from app.plan.queries.coverage import coverage, drafts_of_answers, measures_lacking
from app.plan.views import blueprint
from app.shared.access import allowed_to

SHOWN = 10


@blueprint.get("/arbeit")
@allowed_to(works_on_plan)
def desk() -> Any:
    """Show what waits: contributions without answer, measures that lack something, drafts."""
    own = offices_of(current_user)
    drafts, own_drafts = drafts_of_answers(own)
    return render_template(
        "plan/desk.html",
        coverage=coverage(),
        drafts=drafts,
        own_drafts=own_drafts,
        lacking=measures_lacking(own, SHOWN),
        own_offices=own,
    )
