"""Asking the submitter, holding, passing on, and undoing the last action."""

from collections.abc import Callable
from typing import Any

from flask import abort, flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts.policy import is_moderator
from app.moderation.forms import (
    AskForm,
    DeclineForm,
    ForwardForm,
    HoldForm,
    ReplyForm,
    VersionedForm,
)
from app.moderation.services import ChangedMeanwhile, ask, forward, hold, undo
from app.moderation.views import blueprint
from app.moderation.views.action_forms import offer
from app.moderation.views.deciding import conflict, done
from app.moderation.views.desk import item_or_404, item_page, review_form
from app.shared.access import allowed_to
from app.shared.database import db
from app.shared.transactions import commits
from app.submissions.models import Submission


@blueprint.post("/<number>/rueckfrage")
@allowed_to(is_moderator)
@commits
def send_question(number: str) -> Any:
    """Ask the submitter something."""
    submission, form = item_or_404(number), AskForm()

    def save() -> None:
        ask(current_user, submission, form.version.data, form.text.data or "")

    return _act(submission, "ask", form, save)


@blueprint.post("/<number>/zurueckstellen")
@allowed_to(is_moderator)
@commits
def send_hold(number: str) -> Any:
    """Put aside for later."""
    submission, form = item_or_404(number), HoldForm()

    def save() -> None:
        hold(current_user, submission, form.version.data, form.text.data or "", form.moment())

    return _act(submission, "hold", form, save)


@blueprint.post("/<number>/weiterleiten")
@allowed_to(is_moderator)
@commits
def send_forward(number: str) -> Any:
    """Pass on to an office or council."""
    submission, form = item_or_404(number), ForwardForm()

    def save() -> None:
        note = form.text.data or None
        forward(current_user, submission, form.version.data, form.recipient(), note)

    return _act(submission, "forward", form, save)


@blueprint.post("/<number>/rueckgaengig")
@allowed_to(is_moderator)
@commits
def send_undo(number: str) -> Any:
    """Take one's last action back."""
    submission, form = item_or_404(number), VersionedForm()
    if not form.validate():
        abort(400)
    try:
        undo(current_user, submission, form.version.data)
    except ChangedMeanwhile:
        return conflict(number, None, [], None)
    flash(_("%(number)s is as it was before.", number=submission.public_number))
    return redirect(url_for("moderation.item", number=number), 303)


def _act(submission: Submission, name: str, form: Any, save: Callable[[], None]) -> Any:
    """Put a ready text in, point out what is wrong, or do it."""
    offer(form, submission)
    if isinstance(form, ReplyForm) and request.form.get("go") == "insert":
        form.insert()
        return _shown_again(submission, name, form, 200)
    if not form.validate():
        return _shown_again(submission, name, form, 422)
    try:
        save()
    except ChangedMeanwhile:
        return conflict(submission.public_number, None, [], form.text.data)
    return done(submission, name)


def _shown_again(submission: Submission, name: str, form: VersionedForm, code: int) -> Any:
    db.session.rollback()
    decline_form = DeclineForm(formdata=None)
    page = item_page(submission, review_form(submission), decline_form, actions={name: form})
    return page, code
