"""Hearings for the city: list, opening one, what came in, closing."""

from typing import Any

from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from app.councils.forms.hearings import DocumentForm, HearingForm
from app.councils.models import Hearing
from app.councils.policy import (
    can_close,
    can_read_hearing,
    takes_part_in_hearings,
    works_on_deadlines,
)
from app.councils.queries.hearings import all_hearings, hearing_by_number
from app.councils.services.hearings import add_document, close_hearing, open_hearing
from app.councils.views import blueprint
from app.moderation.services import ChangedMeanwhile
from app.shared.access import allowed_to
from app.shared.database import db
from app.shared.errors import NotPossible
from app.shared.forms import show_again
from app.shared.paging import read_position
from app.shared.transactions import commits
from app.shared.uploads import send_stored, takes_file
from app.shared.versioned import VersionedForm

LIST_LENGTH = 30


@blueprint.get("/anhoerungen")
@allowed_to(works_on_deadlines)
def hearings() -> Any:
    """List all hearings, those opened last first."""
    position = read_position(request.args.get("vor"))
    page = all_hearings(position, LIST_LENGTH)
    return render_template("councils/hearings.html", page=page, is_first=position is None)


@blueprint.get("/anhoerungen/neu")
@allowed_to(works_on_deadlines)
def new_hearing() -> Any:
    """Show an empty form."""
    return render_template("councils/hearing_form.html", form=HearingForm(formdata=None))


@blueprint.post("/anhoerungen/neu")
@allowed_to(works_on_deadlines)
@takes_file
@commits
def send_hearing() -> Any:
    """Open a hearing; the councils hear of it by mail."""
    form = HearingForm()
    if not form.validate():
        return show_again("councils/hearing_form.html", form)
    made = open_hearing(current_user, form.draft())
    flash(_("The hearing is open, and the councils have been told."))
    return _to(made.public_number)


@blueprint.get("/anhoerungen/<number>")
@allowed_to(works_on_deadlines)
def hearing(number: str) -> Any:
    """Show who answered what, who is silent, and who was late."""
    return _page(_hearing_or_404(number), DocumentForm(formdata=None))


@blueprint.post("/anhoerungen/<number>/dokument")
@allowed_to(works_on_deadlines)
@takes_file
@commits
def send_document(number: str) -> Any:
    """Add a document to an open hearing."""
    found, form = _hearing_or_404(number), DocumentForm()
    if not form.validate() or form.file.checked is None:
        db.session.rollback()
        return _page(found, form), 422
    try:
        add_document(current_user, found, form.file.checked)
    except NotPossible:
        return _conflict(number)
    flash(_("The document is added."))
    return _to(number)


@blueprint.get("/anhoerungen/<number>/dokument/<int:file_id>")
@allowed_to(takes_part_in_hearings)
def hearing_document(number: str, file_id: int) -> Response:
    """Hand out a document to the city and to the councils that are asked."""
    found = _hearing_or_404(number)
    stored = next((one for one in found.documents if one.id == file_id), None)
    if stored is None or not can_read_hearing(current_user, found):
        abort(404)
    return send_stored(stored)


@blueprint.post("/anhoerungen/<number>/schliessen")
@allowed_to(works_on_deadlines)
@commits
def send_close(number: str) -> Any:
    """Close the hearing; everybody may read it then."""
    found, form = _hearing_or_404(number), VersionedForm()
    form.validate()
    try:
        close_hearing(current_user, found, form.version.data)
    except (ChangedMeanwhile, NotPossible):
        return _conflict(number)
    flash(_("The hearing is closed. Everybody can read it now."))
    return _to(number)


def _page(found: Hearing, form: DocumentForm) -> Any:
    may_close = can_close(current_user, found)
    return render_template("councils/hearing.html", hearing=found, form=form, may_close=may_close)


def _hearing_or_404(number: str) -> Hearing:
    found = hearing_by_number(number)
    if found is None:
        abort(404)
    return found


def _conflict(number: str) -> Any:
    db.session.rollback()
    db.session.expire_all()
    found = _hearing_or_404(number)
    return render_template("councils/hearing_conflict.html", hearing=found), 409


def _to(number: str) -> Any:
    return redirect(url_for("councils.hearing", number=number), 303)
