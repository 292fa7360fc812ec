"""Statements of a council: the list, writing and changing a draft, and the attached resolution."""

from typing import Any

from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts.policy import councils_of, is_on_a_council
from app.areas.models import Council
from app.consultations.queries import running
from app.councils.forms import StatementForm, WithdrawalForm
from app.councils.models import Statement
from app.councils.policy import can_edit, can_withdraw
from app.councils.queries import Subject, area_ids_of, statement_by_id, statements_of, subject_for
from app.councils.services import change_statement, create_statement
from app.councils.views import blueprint
from app.councils.views.choosing import council_at_hand
from app.moderation.queries import concerns_in
from app.shared.access import allowed_to
from app.shared.clock import now, today
from app.shared.database import db
from app.shared.errors import Conflict
from app.shared.forms import show_again
from app.shared.paging import read_position
from app.shared.transactions import commits
from app.shared.uploads import send_stored, takes_file

LIST_LENGTH = 20


@blueprint.get("/stellungnahmen")
@allowed_to(is_on_a_council)
def statements() -> Any:
    """List the council's statements, and offer what one can be written about."""
    council, position = council_at_hand(), read_position(request.args.get("vor"))
    areas = area_ids_of(council)
    open_now = running(now())
    return render_template(
        "councils/statements.html",
        council=council,
        page=statements_of(council.id, position, LIST_LENGTH),
        is_first=position is None,
        concerns=[concern for area_id in areas for concern in concerns_in(area_id)],
        consultations=[c for c in open_now if not c.area_ids or set(areas) & set(c.area_ids)],
    )


@blueprint.get("/stellungnahme/neu")
@allowed_to(is_on_a_council)
def new_statement() -> Any:
    """Show an empty statement about the thing that the address names."""
    council, subject = council_at_hand(), _subject_or_404()
    label = _("Ortsteil council %(name)s", name=council.name)
    data = {"version": 0, "label": label, "decided_on": today()}
    form = StatementForm(formdata=None, data=data)
    return render_template(
        "councils/statement_form.html", form=form, council=council, subject=subject
    )


@blueprint.post("/stellungnahme/neu")
@allowed_to(is_on_a_council)
@takes_file
@commits
def send_new_statement() -> Any:
    """Store a draft."""
    council, subject, form = council_at_hand(), _subject_or_404(), StatementForm()
    if not form.validate():
        return show_again("councils/statement_form.html", form, council=council, subject=subject)
    statement = create_statement(current_user, council, subject, form.draft())
    flash(_("The draft is stored. Only the council sees it until it is released."))
    return back_to(statement)


@blueprint.get("/stellungnahme/<int:statement_id>")
@allowed_to(is_on_a_council)
def statement(statement_id: int) -> Any:
    """Show a statement of an own council; a draft can be changed."""
    found = statement_or_404(statement_id)
    form = StatementForm(formdata=None)
    form.fill(found)
    return statement_page(found, form)


@blueprint.post("/stellungnahme/<int:statement_id>")
@allowed_to(is_on_a_council)
@takes_file
@commits
def save_statement(statement_id: int) -> Any:
    """Change a draft."""
    found, form = statement_or_404(statement_id), StatementForm()
    if not form.validate():
        db.session.rollback()
        return statement_page(found, form), 422
    try:
        change_statement(current_user, found, form.version.data, form.draft())
    except Conflict:
        return conflict(statement_id, form)
    flash(_("The draft is stored. Only the council sees it until it is released."))
    return back_to(found)


@blueprint.get("/stellungnahme/<int:statement_id>/beschluss")
@allowed_to(is_on_a_council)
def resolution(statement_id: int) -> Response:
    """Hand out the resolution to the council, also of a draft."""
    found = statement_or_404(statement_id)
    if found.file is None:
        abort(404)
    return send_stored(found.file)


def statement_or_404(statement_id: int) -> Statement:
    """Return the statement if it is of an own council, else end with 404."""
    found = statement_by_id(statement_id)
    if found is None or found.council_id not in councils_of(current_user):
        abort(404)
    return found


def statement_page(
    found: Statement,
    form: StatementForm,
    withdrawal_form: WithdrawalForm | None = None,
    stored: Statement | None = None,
) -> str:
    """Render a statement with these forms; `stored` is what another member saved meanwhile."""
    return render_template(
        "councils/statement.html",
        statement=found,
        council=found.council,
        subject=Subject(found.subject_kind, found.subject_key, found.subject_title),
        form=form,
        withdrawal_form=withdrawal_form or WithdrawalForm(formdata=None),
        stored=stored,
        may_edit=can_edit(current_user, found),
        may_withdraw=can_withdraw(current_user, found),
    )


def conflict(statement_id: int, form: StatementForm) -> Any:
    """Another member was quicker: what is stored, and what was about to be stored."""
    db.session.rollback()
    db.session.expire_all()
    found = statement_or_404(statement_id)
    form.version.data = found.version
    return statement_page(found, form, stored=found), 409


def back_to(found: Statement) -> Any:
    """Go to the page of a statement."""
    return redirect(url_for("councils.statement", statement_id=found.id), 303)


def _subject_or_404() -> Subject:
    council: Council = council_at_hand()
    found = subject_for(council, request.args.get("zu", "")[:80])
    if found is None:
        abort(404)
    return found
