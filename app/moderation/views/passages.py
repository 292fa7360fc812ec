"""Codes of passages."""

from typing import Any

from flask import abort, flash, redirect, url_for
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts.policy import is_moderator
from app.moderation.forms import DeclineForm, PassageForm, VersionedForm
from app.moderation.policy import can_code
from app.moderation.services import ChangedMeanwhile, code_passage, remove_passage
from app.moderation.views import blueprint
from app.moderation.views.deciding import conflict
from app.moderation.views.desk import item_or_404, item_page, review_form
from app.shared.access import allowed_to, ensure
from app.shared.database import db
from app.shared.transactions import commits
from app.submissions.queries import redactions_of


@blueprint.post("/<number>/stellen")
@allowed_to(is_moderator)
@commits
def add_passage(number: str) -> Any:
    """Give a passage a code."""
    submission, form = item_or_404(number), PassageForm()
    ensure(can_code(current_user, submission))
    form.prepare(submission, redactions_of(submission.id))
    if not form.validate():
        db.session.rollback()
        decline_form = DeclineForm(formdata=None)
        page = item_page(submission, review_form(submission), decline_form, passage_form=form)
        return page, 422
    code_id = int(form.code.data)
    try:
        code_passage(current_user, submission, form.version.data, code_id, form.passage())
    except ChangedMeanwhile:
        return conflict(number, None, [code_id], None)
    flash(_("The passage has its code."))
    return redirect(url_for("moderation.item", number=number, _anchor="passages"), 303)


@blueprint.post("/<number>/stellen/<int:coding_id>/entfernen")
@allowed_to(is_moderator)
@commits
def take_passage_away(number: str, coding_id: int) -> Any:
    """Take a code away from its passage."""
    submission, form = item_or_404(number), VersionedForm()
    ensure(can_code(current_user, submission))
    if not form.validate():
        abort(400)
    try:
        remove_passage(current_user, submission, form.version.data, coding_id)
    except ChangedMeanwhile:
        return conflict(number, None, [], None)
    flash(_("The code of the passage is removed."))
    return redirect(url_for("moderation.item", number=number, _anchor="passages"), 303)
