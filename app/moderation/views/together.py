"""Working together on the queue: who is on what, marks, and saved views."""

from typing import Any

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts.policy import is_moderator
from app.moderation.forms import ViewForm
from app.moderation.services import (
    claim,
    forget_view,
    release,
    save_view,
    set_mark,
    take_mark_off,
)
from app.moderation.views import blueprint
from app.moderation.views.desk import filters, item_or_404, queue_page
from app.shared.access import allowed_to
from app.shared.errors import NotPossible
from app.shared.transactions import commits


@blueprint.post("/<number>/uebernehmen")
@allowed_to(is_moderator)
@commits
def send_claim(number: str) -> Any:
    """Tell colleagues that the reader is on it; a script calls this when an item is opened."""
    claim(current_user, item_or_404(number))
    if request.args.get("leise"):
        return "", 204
    return _back_to(number)


@blueprint.post("/<number>/freigeben")
@allowed_to(is_moderator)
@commits
def send_release(number: str) -> Any:
    """Let go of it."""
    release(current_user, item_or_404(number))
    return _back_to(number)


@blueprint.post("/<number>/markieren")
@allowed_to(is_moderator)
@commits
def send_mark(number: str) -> Any:
    """Mark it for a closer look, or take the mark off."""
    submission = item_or_404(number)
    if request.form.get("on") == "1":
        set_mark(submission.id, "attention", current_user)
    else:
        take_mark_off(submission.id, "attention")
    return _back_to(number)


@blueprint.post("/ansichten")
@allowed_to(is_moderator)
@commits
def send_view() -> Any:
    """Save the filters at hand under a name."""
    form, kept = ViewForm(), filters()
    right = form.validate()
    if right and not kept.is_on:
        form.name.errors = [_("Please choose a filter first; a view is a set of filters.")]
    try:
        if form.name.errors:
            return queue_page(form), 422
        save_view(current_user, form.name.data or "", kept.address)
    except NotPossible:
        form.name.errors = [_("You have twenty views. Please delete one first.")]
        return queue_page(form), 422
    flash(_("The view “%(name)s” is saved.", name=form.name.data))
    return redirect(url_for("moderation.queue", **kept.values), 303)


@blueprint.post("/ansichten/<int:view_id>/loeschen")
@allowed_to(is_moderator)
@commits
def send_forget_view(view_id: int) -> Any:
    """Delete a saved view."""
    forget_view(current_user, view_id)
    flash(_("The view is deleted."))
    return redirect(url_for("moderation.queue", **filters().values), 303)


def _back_to(number: str) -> Any:
    return redirect(url_for("moderation.item", number=number, **filters().values), 303)
