"""Concerns at the desk: list, one of them, naming, adding, splitting, dissolving."""

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts.policy import is_moderator
from app.moderation.forms import NumbersForm, TitleForm, VersionedForm
from app.moderation.models import Concern
from app.moderation.policy import can_edit_concerns
from app.moderation.queries import (
    ConcernCounts,
    all_concerns,
    concern_by_number,
    counts_of,
    figures_of,
    members_of,
)
from app.moderation.services import (
    ChangedMeanwhile,
    StillNeeded,
    add_to_concern,
    dissolve,
    rename,
    take_out,
)
from app.moderation.views import blueprint
from app.moderation.views.desk import item_or_404
from app.shared.access import allowed_to
from app.shared.database import db
from app.shared.paging import read_position
from app.shared.transactions import commits

LIST_LENGTH, MEMBERS_LENGTH = 30, 50


@blueprint.get("/anliegen")
@allowed_to(is_moderator)
def concerns() -> Any:
    """List the concerns, the one changed last first; a number in the address leads to it."""
    position = read_position(request.args.get("vor"))
    page = all_concerns(position, LIST_LENGTH)
    counts = counts_of([concern.id for concern in page.rows])
    return render_template(
        "moderation/concerns.html", page=page, counts=counts, is_first=position is None
    )


@blueprint.get("/anliegen/<number>")
@allowed_to(is_moderator)
def concern(number: str) -> Any:
    """Show a concern with its contributions in whatever state."""
    found = concern_or_404(number)
    return _page(found, TitleForm(formdata=None, data={"title": found.title}))


@blueprint.post("/anliegen/<number>/titel")
@allowed_to(is_moderator)
@commits
def rename_concern(number: str) -> Any:
    """Give another title."""
    found, form = concern_or_404(number), TitleForm()
    if not form.validate():
        return _page(found, form, code=422)
    try:
        rename(current_user, found, form.version.data, form.title.data or "")
    except ChangedMeanwhile:
        return concern_conflict(number, form.title.data or "")
    flash(_("The title has been changed."))
    return _back_to(number)


@blueprint.post("/anliegen/<number>/aufnehmen")
@allowed_to(is_moderator)
@commits
def extend_concern(number: str) -> Any:
    """Add contributions by their numbers."""
    found, form = concern_or_404(number), NumbersForm()
    if not form.validate():
        return _page(found, numbers_form=form, code=422)
    try:
        add_to_concern(current_user, found, form.version.data, form.submissions)
    except ChangedMeanwhile:
        return concern_conflict(number, form.numbers.data or "")
    flash(_("Added: %(numbers)s", numbers=form.numbers.data))
    return _back_to(number)


@blueprint.post("/anliegen/<number>/herausnehmen")
@allowed_to(is_moderator)
@commits
def split_concern(number: str) -> Any:
    """Take one contribution out; a concern of one is dissolved."""
    found, form = concern_or_404(number), VersionedForm()
    item = item_or_404(request.form.get("item", ""))
    if not form.validate():
        abort(400)
    try:
        remains = take_out(current_user, found, form.version.data, item)
    except ChangedMeanwhile:
        return concern_conflict(number, item.public_number)
    flash(_("%(number)s stands for itself again.", number=item.public_number))
    if request.form.get("back") == "item":
        return redirect(url_for("moderation.item", number=item.public_number), 303)
    return _back_to(number) if remains else redirect(url_for("moderation.concerns"), 303)


@blueprint.post("/anliegen/<number>/aufloesen")
@allowed_to(is_moderator)
@commits
def dissolve_concern(number: str) -> Any:
    """Let every contribution stand for itself again."""
    found, form = concern_or_404(number), VersionedForm()
    if not form.validate():
        abort(400)
    try:
        dissolve(current_user, found, form.version.data)
    except ChangedMeanwhile:
        return concern_conflict(number, _("dissolve the concern"))
    except StillNeeded:
        db.session.rollback()
        flash(_("An official answer or a measure rests on this concern, so it stays."))
        return _back_to(number)
    flash(_("The concern is dissolved. Every contribution stands for itself again."))
    return redirect(url_for("moderation.concerns"), 303)


def concern_or_404(number: str) -> Concern:
    """Return the concern or end with 404."""
    found = concern_by_number(number)
    if found is None:
        abort(404)
    return found


def concern_conflict(number: str | None, mine: str) -> Any:
    """Somebody was quicker: what is stored now, and what was about to be stored."""
    db.session.rollback()
    db.session.expire_all()
    found = concern_by_number(number) if number else None
    page = members_of(found.id, None, MEMBERS_LENGTH) if found else None
    return render_template(
        "moderation/concern_conflict.html", concern=found, page=page, mine=mine
    ), 409


def _page(
    found: Concern,
    title_form: TitleForm | None = None,
    numbers_form: NumbersForm | None = None,
    code: int = 200,
) -> Any:
    position = read_position(request.args.get("vor"))
    page = members_of(found.id, position, MEMBERS_LENGTH)
    html = render_template(
        "moderation/concern.html",
        concern=found,
        counts=counts_of([found.id]).get(found.id, ConcernCounts()),
        figures=figures_of(found.id),
        page=page,
        is_first=position is None,
        title_form=title_form or TitleForm(formdata=None, data={"title": found.title}),
        numbers_form=numbers_form or NumbersForm(formdata=None),
        may_edit=can_edit_concerns(current_user),
    )
    return html, code


def _back_to(number: str) -> Any:
    return redirect(url_for("moderation.concern", number=number), 303)
