"""Administration: offices of the city, and who answers for Ortsteile without a council."""

from typing import Any

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts.forms.offices import OfficeForm, state_of
from app.accounts.models import Office
from app.accounts.policy import is_admin
from app.accounts.queries import all_offices, areas_without_recipient, office_by_key, recipients
from app.accounts.services import name_recipients, save_office
from app.accounts.views import blueprint
from app.areas.queries import directory as areas
from app.shared.access import allowed_to
from app.shared.database import db
from app.shared.transactions import commits

NEW = "neu"


@blueprint.get("/verwaltung/aemter")
@allowed_to(is_admin)
def offices() -> Any:
    """List the offices with their Ortsteile, and the Ortsteile that nobody answers for."""
    named, by_id = recipients(), areas().by_id
    held = {
        office.id: [by_id[area].name for area, one in named.items() if one.office_id == office.id]
        for office in all_offices()
    }
    return render_template(
        "accounts/administration/offices.html",
        offices=all_offices(),
        held=held,
        missing=areas_without_recipient(),
    )


@blueprint.get("/verwaltung/aemter/<key>")
@allowed_to(is_admin)
def office(key: str) -> Any:
    """Show the form of an office, or of a new one."""
    found = _office_or_404(key)
    form = OfficeForm(found, formdata=None)
    form.fill()
    return _page(key, found, form)


@blueprint.post("/verwaltung/aemter/<key>")
@allowed_to(is_admin)
@commits
def send_office(key: str) -> Any:
    """Store an office and the Ortsteile that it answers for."""
    found = _office_or_404(key)
    form = OfficeForm(found)
    if not form.validate():
        db.session.rollback()
        return _page(key, found, form), 422
    if form.seen.data != state_of(found):
        return _page(key, found, form, stored=found), 409
    row = form.row()
    saved = save_office(current_user.id, row)
    name_recipients(current_user.id, saved, [areas().by_number[n].id for n in row.numbers])
    flash(_("The office is stored."))
    return redirect(url_for("accounts.offices"), 303)


def _office_or_404(key: str) -> Office | None:
    found = office_by_key(key)
    if found is None and key != NEW:
        abort(404)
    return found


def _page(key: str, found: Office | None, form: OfficeForm, stored: Office | None = None) -> Any:
    if stored is not None:
        form.seen.data = state_of(stored)
    return render_template(
        "accounts/administration/office.html", key=key, office=found, form=form, stored=stored
    )
