"""The notes of a workshop, one after the other at the speed of typing.

Enter sends the one field; the page that answers is ready for the next note. A script does the same
without loading the page anew, and keeps what was not stored yet.
"""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from app.guidelines.queries import catalogue
from app.shared.access import allowed_to
from app.shared.errors import NotPossible
from app.shared.forms import show_again
from app.shared.paging import read_position
from app.shared.transactions import commits
from app.submissions.forms.workshops import NoteForm
from app.submissions.models import Workshop
from app.submissions.policy import may_hold_workshops
from app.submissions.queries.organisations import figures_of_workshop, last_note, notes_of
from app.submissions.services import OtherContent
from app.submissions.services.workshops import add_note, take_last_note_back
from app.submissions.views.form_keys import new_key, read_key
from app.submissions.views.organisations import blueprint
from app.submissions.views.organisations.workshops import workshop_or_404

PAGE_LENGTH = 50


@blueprint.get("/organisation/werkstatt/<int:workshop_id>")
@allowed_to(may_hold_workshops)
def notes(workshop_id: int) -> Any:
    """Show the field for the next note and the notes so far, the last one first."""
    workshop = workshop_or_404(workshop_id)
    form = NoteForm(formdata=None)
    form.prepare(workshop)
    form.submission_key.data = new_key()
    return render_template("organisations/notes.html", form=form, **_context(workshop))


@blueprint.post("/organisation/werkstatt/<int:workshop_id>")
@allowed_to(may_hold_workshops)
@commits
def send_note(workshop_id: int) -> Any:
    """Store a note; the same form sent twice stores it once."""
    workshop, form = workshop_or_404(workshop_id), NoteForm()
    form.prepare(workshop)
    key = read_key(form.submission_key.data)
    if not form.validate() or key is None:
        return _again(form, workshop, 422)
    try:
        number = add_note(current_user, workshop, form.note(), key.key)
    except OtherContent:
        form.submission_key.data = None
        return _again(form, workshop, 409)
    flash(_("Stored: %(number)s", number=number))
    return redirect(url_for("organisations.notes", workshop_id=workshop_id), 303)


@blueprint.post("/organisation/werkstatt/<int:workshop_id>/zurueck")
@allowed_to(may_hold_workshops)
@commits
def take_note_back(workshop_id: int) -> Any:
    """Delete the person's last note, as long as nobody has decided about it."""
    workshop = workshop_or_404(workshop_id)
    try:
        text = take_last_note_back(current_user, workshop)
    except NotPossible:
        flash(_("There is no note that you can take back."))
    else:
        flash(_("Taken back: %(text)s", text=text))
    return redirect(url_for("organisations.notes", workshop_id=workshop_id), 303)


def _again(form: NoteForm, workshop: Workshop, status: int) -> Any:
    """Show the same page with what was typed, the errors, and a key that can be used."""
    problem = None
    if read_key(form.submission_key.data) is None:
        form.submission_key.data = new_key()
        if not form.errors:
            problem = _("This note was not stored yet. Please send it again.")
    context = _context(workshop)
    return show_again("organisations/notes.html", form, status, **context | {"problem": problem})


def _context(workshop: Workshop) -> dict[str, Any]:
    position = read_position(request.args.get("vor"))
    return {
        "workshop": workshop,
        "page": notes_of(workshop.id, position, PAGE_LENGTH),
        "is_first": position is None,
        "figures": figures_of_workshop(workshop.id),
        "own_last": last_note(workshop.id, current_user.id),
        "codes": catalogue().by_key,
        "problem": None,
    }
