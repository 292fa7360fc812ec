"""What happens to the draft of an answer, and to a released one."""

from typing import Any

from flask import abort, flash, redirect, url_for
from flask_babel import gettext as _
from flask_login import current_user

from app.plan.forms.answers import WithdrawalForm
from app.plan.policy import may_answer_for, works_on_plan
from app.plan.services import discard_answer, release_answer, withdraw_answer
from app.plan.views import blueprint
from app.plan.views.answering import answer_or_404, answer_page, as_stored, back_to, conflict
from app.shared.access import allowed_to, ensure
from app.shared.database import db
from app.shared.errors import Conflict, NotPossible
from app.shared.transactions import commits
from app.shared.versioned import VersionedForm


@blueprint.post("/arbeit/antworten/<int:answer_id>/freigeben")
@allowed_to(works_on_plan)
@commits
def send_answer_release(answer_id: int) -> Any:
    """Make the draft public, and tell who wrote."""
    found, version = answer_or_404(answer_id), _version_or_400()
    ensure(may_answer_for(current_user, found.office_id))
    try:
        release_answer(current_user, found, version)
    except (Conflict, NotPossible):
        return conflict(answer_id)
    flash(_("The answer is public now. Whoever wrote can read it with the receipt code."))
    return back_to(found)


@blueprint.post("/arbeit/antworten/<int:answer_id>/verwerfen")
@allowed_to(works_on_plan)
@commits
def send_answer_discard(answer_id: int) -> Any:
    """Throw the draft away."""
    found, version = answer_or_404(answer_id), _version_or_400()
    ensure(may_answer_for(current_user, found.office_id))
    try:
        discard_answer(current_user, found, version)
    except (Conflict, NotPossible):
        return conflict(answer_id)
    flash(_("The draft is gone."))
    return redirect(url_for("plan.waiting"), 303)


@blueprint.post("/arbeit/antworten/<int:answer_id>/zuruecknehmen")
@allowed_to(works_on_plan)
@commits
def send_answer_withdrawal(answer_id: int) -> Any:
    """Take the released answer back, with a reason for everybody."""
    found, form = answer_or_404(answer_id), WithdrawalForm()
    ensure(may_answer_for(current_user, found.office_id))
    if not form.validate():
        db.session.rollback()
        return answer_page(found, as_stored(found), form), 422
    try:
        withdraw_answer(current_user, found, form.version.data, form.reason.data or "")
    except (Conflict, NotPossible):
        return conflict(answer_id)
    flash(_("The answer is withdrawn. Everybody reads that it was there, and why it is gone."))
    return back_to(found)


def _version_or_400() -> int:
    form = VersionedForm()
    if not form.validate():
        abort(400)
    return int(form.version.data)
