"""Adopting the plan."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from app.plan.forms.adopting import AdoptForm
from app.plan.policy import may_adopt_plan
from app.plan.queries.coverage import coverage
from app.plan.services.adopting import NotCovered, adopt_plan
from app.plan.views import blueprint
from app.shared.access import allowed_to
from app.shared.errors import NotPossible
from app.shared.forms import show_again
from app.shared.transactions import commits

TEMPLATE = "plan/adopt.html"


@blueprint.get("/arbeit/beschluss")
@allowed_to(may_adopt_plan)
def adopting() -> Any:
    """Show the form, or what is still missing."""
    return render_template(TEMPLATE, form=AdoptForm(formdata=None), coverage=coverage())


@blueprint.post("/arbeit/beschluss")
@allowed_to(may_adopt_plan)
@commits
def send_adopting() -> Any:
    """Keep the working state as the next version."""
    form = AdoptForm()
    if not form.validate():
        return show_again(TEMPLATE, form, coverage=coverage())
    try:
        made = adopt_plan(
            current_user, form.title.data or "", form.paper.data or "", form.decided_on.data
        )
    except NotCovered:
        return show_again(TEMPLATE, form, 409, coverage=coverage())
    except NotPossible:
        return show_again(TEMPLATE, form, 409, coverage=coverage(), is_empty=True)
    flash(_("The plan is adopted as version %(number)d.", number=made.number))
    return redirect(url_for("plan.version", version=made.number), 303)
