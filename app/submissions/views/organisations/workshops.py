"""Workshops: which there are, and opening one."""

from typing import Any

from flask import abort, redirect, render_template, request, url_for
from flask_login import current_user

from app.accounts.policy import is_moderator, speaks_for
from app.guidelines.queries import catalogue
from app.shared.access import allowed_to
from app.shared.clock import today
from app.shared.forms import show_again
from app.shared.paging import read_position
from app.shared.transactions import commits
from app.submissions.forms.workshops import WorkshopForm
from app.submissions.models import Workshop
from app.submissions.policy import may_enter_notes, may_hold_workshops
from app.submissions.queries.organisations import (
    all_notes_of,
    figures_of_workshop,
    workshop_by_id,
    workshops_of,
)
from app.submissions.services.workshops import open_workshop, printable_code
from app.submissions.views.organisations import blueprint

PAGE_LENGTH = 20
MOST_PRINTED = 500


@blueprint.get("/organisation/werkstatt")
@allowed_to(may_hold_workshops)
def workshops() -> Any:
    """List the workshops whose notes the person may key in, and offer a new one."""
    form = WorkshopForm(formdata=None, held_on=today())
    _prepare(form)
    return render_template("organisations/workshops.html", form=form, **_listed())


@blueprint.post("/organisation/werkstatt")
@allowed_to(may_hold_workshops)
@commits
def send_workshop() -> Any:
    """Store a workshop and go on to its notes."""
    form = WorkshopForm()
    _prepare(form)
    if not form.validate():
        return show_again("organisations/workshops.html", form, **_listed())
    workshop = open_workshop(current_user, form.plan())
    return redirect(url_for("organisations.notes", workshop_id=workshop.id), 303)


@blueprint.get("/organisation/werkstatt/<int:workshop_id>/belege")
@allowed_to(may_hold_workshops)
def receipts(workshop_id: int) -> Any:
    """Show the receipt codes of all notes on a page to print, for those who were there."""
    workshop = workshop_or_404(workshop_id)
    found = all_notes_of(workshop.id, MOST_PRINTED)
    return render_template(
        "organisations/receipts.html",
        workshop=workshop,
        notes=[(note, printable_code(note)) for note in found],
    )


def workshop_or_404(workshop_id: int) -> Workshop:
    """Return the workshop if the person may key in its notes; others see nothing here."""
    workshop = workshop_by_id(workshop_id)
    if workshop is None or not may_enter_notes(current_user, workshop):
        abort(404)
    return workshop


def _prepare(form: WorkshopForm) -> None:
    form.prepare(speaks_for(current_user), is_moderator(current_user))


def _listed() -> dict[str, Any]:
    position = read_position(request.args.get("vor"))
    ids = [organisation.id for organisation in speaks_for(current_user)]
    page = workshops_of(ids, is_moderator(current_user), position, PAGE_LENGTH)
    return {
        "page": page,
        "figures": {one.id: figures_of_workshop(one.id) for one in page.rows},
        "codes": catalogue().by_key,
        "is_first": position is None,
    }
