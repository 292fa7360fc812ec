"""What happens to a draft, and to a released statement."""

from typing import Any

from flask import abort, flash, redirect, url_for
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts.policy import is_on_a_council
from app.councils.forms import StatementForm, WithdrawalForm
from app.councils.models import Statement
from app.councils.services import discard_statement, release_statement, withdraw_statement
from app.councils.views import blueprint
from app.councils.views.statements import back_to, conflict, statement_or_404, statement_page
from app.shared.access import allowed_to
from app.shared.database import db
from app.shared.errors import Conflict
from app.shared.transactions import commits
from app.shared.versioned import VersionedForm


@blueprint.post("/stellungnahme/<int:statement_id>/freigeben")
@allowed_to(is_on_a_council)
@commits
def send_release(statement_id: int) -> Any:
    """Make the draft public."""
    found, form = statement_or_404(statement_id), _version_or_400()
    try:
        release_statement(current_user, found, form.version.data)
    except Conflict:
        return conflict(statement_id, _as_stored(statement_id))
    flash(_("The statement is public now."))
    return back_to(found)


@blueprint.post("/stellungnahme/<int:statement_id>/verwerfen")
@allowed_to(is_on_a_council)
@commits
def send_discard(statement_id: int) -> Any:
    """Throw the draft away."""
    found, form = statement_or_404(statement_id), _version_or_400()
    key = found.council.key
    try:
        discard_statement(current_user, found, form.version.data)
    except Conflict:
        return conflict(statement_id, _as_stored(statement_id))
    flash(_("The draft is gone."))
    return redirect(url_for("councils.statements", rat=key), 303)


@blueprint.post("/stellungnahme/<int:statement_id>/zuruecknehmen")
@allowed_to(is_on_a_council)
@commits
def send_withdrawal(statement_id: int) -> Any:
    """Take the released statement back, with a reason for everybody."""
    found, form = statement_or_404(statement_id), WithdrawalForm()
    if not form.validate():
        db.session.rollback()
        return statement_page(found, _filled(found), form), 422
    try:
        withdraw_statement(current_user, found, form.version.data, form.reason.data or "")
    except Conflict:
        return conflict(statement_id, _as_stored(statement_id))
    flash(_("The statement is withdrawn. Everybody reads that it was there, and why it is gone."))
    return back_to(found)


def _version_or_400() -> VersionedForm:
    form = VersionedForm()
    if not form.validate():
        abort(400)
    return form


def _as_stored(statement_id: int) -> StatementForm:
    """The form with what another member stored: this one was about to do something else."""
    db.session.rollback()
    db.session.expire_all()
    return _filled(statement_or_404(statement_id))


def _filled(found: Statement) -> StatementForm:
    form = StatementForm(formdata=None)
    form.fill(found)
    return form
