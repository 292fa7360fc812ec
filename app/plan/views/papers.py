"""Documents and links of a measure."""

from typing import Any

from flask import abort, flash, render_template
from flask_babel import gettext as _
from flask_login import current_user

from app.plan.forms.papers import LinkForm, MeasureDocumentForm
from app.plan.models import Measure
from app.plan.policy import works_on_plan
from app.plan.queries import link_of, links_of
from app.plan.services import (
    add_link,
    add_measure_document,
    remove_link,
    remove_measure_document,
)
from app.plan.views import blueprint
from app.plan.views.at_hand import measure_conflict, own_measure, to_measure
from app.shared.access import allowed_to
from app.shared.database import db
from app.shared.errors import Conflict, NotPossible
from app.shared.transactions import commits
from app.shared.uploads import takes_file

BASE = "/arbeit/massnahmen/<number>/unterlagen"


@blueprint.get(BASE)
@allowed_to(works_on_plan)
def papers(number: str) -> Any:
    """Show documents and links, with a form for each."""
    return _page(own_measure(number))


@blueprint.post(f"{BASE}/links")
@allowed_to(works_on_plan)
@commits
def send_paper_link(number: str) -> Any:
    """Add a link."""
    found, form = own_measure(number), LinkForm()
    if not form.validate():
        db.session.rollback()
        return _page(own_measure(number), link_form=form, code=422)
    try:
        add_link(current_user, found, form.draft())
    except (Conflict, NotPossible):
        return measure_conflict(number, f"{form.title.data}\n{form.paper.data}\n{form.url.data}")
    flash(_("The link is stored."))
    return to_measure(found.number, "plan.papers")


@blueprint.post(f"{BASE}/links/<int:link_id>/entfernen")
@allowed_to(works_on_plan)
@commits
def send_paper_link_away(number: str, link_id: int) -> Any:
    """Take a link away."""
    found = own_measure(number)
    link = link_of(found, link_id)
    if link is None:
        abort(404)
    remove_link(current_user, found, link)
    flash(_("The link is removed."))
    return to_measure(found.number, "plan.papers")


@blueprint.post(f"{BASE}/dokumente")
@allowed_to(works_on_plan)
@takes_file
@commits
def send_paper(number: str) -> Any:
    """Add a document."""
    found, form = own_measure(number), MeasureDocumentForm()
    if not form.validate() or form.file.checked is None:
        db.session.rollback()
        return _page(own_measure(number), file_form=form, code=422)
    try:
        add_measure_document(current_user, found, form.file.checked)
    except (Conflict, NotPossible):
        return measure_conflict(number, form.file.checked.name)
    flash(_("The document is stored."))
    return to_measure(found.number, "plan.papers")


@blueprint.post(f"{BASE}/dokumente/<int:file_id>/entfernen")
@allowed_to(works_on_plan)
@commits
def send_paper_away(number: str, file_id: int) -> Any:
    """Take a document away."""
    found = own_measure(number)
    stored = next((one for one in found.documents if one.id == file_id), None)
    if stored is None:
        abort(404)
    remove_measure_document(current_user, found, stored)
    flash(_("The document is removed."))
    return to_measure(found.number, "plan.papers")


def _page(
    found: Measure,
    link_form: LinkForm | None = None,
    file_form: MeasureDocumentForm | None = None,
    code: int = 200,
) -> Any:
    html = render_template(
        "plan/papers.html",
        measure=found,
        links=links_of(found),
        form=link_form or LinkForm(formdata=None),
        file_form=file_form or MeasureDocumentForm(formdata=None),
    )
    return html, code
