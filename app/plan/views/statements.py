"""A council begins a statement on a measure; it is finished and released at the council's desk.

The call stands here because councils, which lie below, do not know measures.
"""

from typing import Any

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts.policy import councils_of, is_on_a_council
from app.councils.queries import Subject
from app.councils.services import StatementDraft, create_statement
from app.plan.forms.statements import MeasureStatementForm
from app.plan.models import Measure
from app.plan.policy import is_public
from app.plan.queries import councils_concerned
from app.plan.views import blueprint
from app.plan.views.at_hand import measure_or_404
from app.shared.access import allowed_to
from app.shared.clock import today
from app.shared.forms import show_again
from app.shared.transactions import commits

TEMPLATE = "plan/statement_form.html"


@blueprint.get("/massnahmen/<number>/stellungnahme")
@allowed_to(is_on_a_council)
def new_measure_statement(number: str) -> Any:
    """Show an empty statement."""
    found = _concerned_or_404(number)
    return render_template(TEMPLATE, form=_form(found, is_sent=False), measure=found)


@blueprint.post("/massnahmen/<number>/stellungnahme")
@allowed_to(is_on_a_council)
@commits
def send_measure_statement(number: str) -> Any:
    """Store a draft, and go on at the council's desk."""
    found = _concerned_or_404(number)
    form = _form(found, is_sent=True)
    if not form.validate():
        return show_again(TEMPLATE, form, measure=found)
    council, subject = form.chosen, Subject("measure", found.number, found.title)
    label = _("Ortsteil council %(name)s", name=council.name)
    draft = StatementDraft(label, form.text.data or "", today())
    made = create_statement(current_user, council, subject, draft)
    flash(_("The draft is stored. Only the council sees it until it is released."))
    return redirect(url_for("councils.statement", statement_id=made.id), 303)


def _form(found: Measure, *, is_sent: bool) -> MeasureStatementForm:
    form = MeasureStatementForm() if is_sent else MeasureStatementForm(formdata=None)
    form.offer(councils_concerned(found, councils_of(current_user)))
    return form


def _concerned_or_404(number: str) -> Measure:
    found = measure_or_404(number)
    if not is_public(found) or not councils_concerned(found, councils_of(current_user)):
        abort(404)
    return found
