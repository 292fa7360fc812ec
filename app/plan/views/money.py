"""Budget lines of a measure."""

from typing import Any

from flask import abort, flash, render_template
from flask_babel import gettext as _
from flask_login import current_user

from app.plan.forms.money import BudgetForm
from app.plan.models import BudgetLine, Measure
from app.plan.policy import works_on_plan
from app.plan.queries import budget_line, budget_lines, money_by_year
from app.plan.services import add_budget_line, change_budget_line, remove_budget_line
from app.plan.views import blueprint
from app.plan.views.at_hand import measure_conflict, own_measure, to_measure
from app.shared.access import allowed_to
from app.shared.clock import today
from app.shared.database import db
from app.shared.errors import Conflict, NotPossible
from app.shared.forms import show_again
from app.shared.transactions import commits
from app.shared.versioned import VersionedForm

BASE = "/arbeit/massnahmen/<number>/geld"


@blueprint.get(BASE)
@allowed_to(works_on_plan)
def money(number: str) -> Any:
    """Show the budget lines, and a form for one more."""
    form = BudgetForm(formdata=None, data={"version": 0, "year": today().year})
    return _page(own_measure(number), form)


@blueprint.post(BASE)
@allowed_to(works_on_plan)
@commits
def send_money(number: str) -> Any:
    """Add a budget line."""
    found, form = own_measure(number), BudgetForm()
    if not form.validate():
        db.session.rollback()
        return _page(own_measure(number), form, 422)
    try:
        add_budget_line(current_user, found, form.draft())
    except (Conflict, NotPossible):
        return measure_conflict(number, _in_words(form))
    flash(_("The budget line is stored."))
    return to_measure(found.number, "plan.money")


@blueprint.get(f"{BASE}/<int:line_id>")
@allowed_to(works_on_plan)
def money_line(number: str, line_id: int) -> Any:
    """Show the form of a budget line."""
    found = own_measure(number)
    line, form = _line_or_404(found, line_id), BudgetForm(formdata=None)
    form.fill(line)
    return render_template("plan/money_line.html", measure=found, line=line, form=form)


@blueprint.post(f"{BASE}/<int:line_id>")
@allowed_to(works_on_plan)
@commits
def send_money_line(number: str, line_id: int) -> Any:
    """Change a budget line."""
    found = own_measure(number)
    line, form = _line_or_404(found, line_id), BudgetForm()
    if not form.validate():
        return show_again("plan/money_line.html", form, measure=found, line=line)
    try:
        change_budget_line(current_user, found, line, form.version.data, form.draft())
    except (Conflict, NotPossible):
        return measure_conflict(number, _in_words(form))
    flash(_("The budget line is stored."))
    return to_measure(found.number, "plan.money")


@blueprint.post(f"{BASE}/<int:line_id>/entfernen")
@allowed_to(works_on_plan)
@commits
def send_money_away(number: str, line_id: int) -> Any:
    """Take a budget line away."""
    found = own_measure(number)
    line, form = _line_or_404(found, line_id), VersionedForm()
    form.validate()
    try:
        remove_budget_line(current_user, found, line, form.version.data)
    except (Conflict, NotPossible):
        return measure_conflict(number, _("remove the budget line"))
    flash(_("The budget line is removed."))
    return to_measure(found.number, "plan.money")


def _page(found: Measure, form: BudgetForm, code: int = 200) -> Any:
    lines = budget_lines(found)
    html = render_template(
        "plan/money.html", measure=found, form=form, lines=lines, years=money_by_year(lines)
    )
    return html, code


def _line_or_404(found: Measure, line_id: int) -> BudgetLine:
    line = budget_line(found, line_id)
    if line is None:
        abort(404)
    return line


def _in_words(form: BudgetForm) -> str:
    typed = (form.year, form.budget_number, form.source, form.planned, form.spent)
    return "\n".join(f"{field.label.text}: {field.data or '–'}" for field in typed)
