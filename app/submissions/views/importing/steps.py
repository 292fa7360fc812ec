"""One step on: check, import, take back, throw away."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from app.shared.access import allowed_to
from app.shared.errors import NotPossible
from app.shared.forms import show_again
from app.shared.transactions import commits
from app.submissions.forms.importing import mapping_form
from app.submissions.models import ImportFile
from app.submissions.policy import can_undo_import, may_import
from app.submissions.queries.imports import figures_of
from app.submissions.services.importing import discard, order_check, order_import, order_undo
from app.submissions.views.importing import blueprint
from app.submissions.views.importing.loading import examples_of, import_or_404


@blueprint.post("/<public_id>/spalten")
@allowed_to(may_import)
@commits
def check_columns(public_id: str) -> Any:
    """Take the mapping and have the rows checked."""
    found = import_or_404(public_id)
    form = mapping_form(found.headings, found.mapping)
    if not form.validate():
        shown: dict[str, Any] = {"file": found, "examples": examples_of(found)}
        return show_again("submissions/importing/columns.html", form, **shown)
    return _done(found, lambda: order_check(found, form.mapping))


@blueprint.post("/<public_id>/start")
@allowed_to(may_import)
@commits
def start(public_id: str) -> Any:
    """Have the good rows imported."""
    found = import_or_404(public_id)
    return _done(found, lambda: order_import(current_user, found))


@blueprint.get("/<public_id>/zurueck")
@allowed_to(may_import)
def undoing(public_id: str) -> Any:
    """Ask once more before everything is taken back."""
    found = import_or_404(public_id)
    if not can_undo_import(found):
        return redirect(url_for("imports.show", public_id=public_id), 303)
    figures = figures_of(found.id)
    return render_template("submissions/importing/undoing.html", file=found, figures=figures)


@blueprint.post("/<public_id>/zurueck")
@allowed_to(may_import)
@commits
def undo(public_id: str) -> Any:
    """Have everything taken back that nobody has decided on."""
    found = import_or_404(public_id)
    return _done(found, lambda: order_undo(current_user, found))


@blueprint.post("/<public_id>/verwerfen")
@allowed_to(may_import)
@commits
def throw_away(public_id: str) -> Any:
    """Throw a file away of which nothing was imported yet."""
    found = import_or_404(public_id)
    try:
        discard(found)
    except NotPossible:
        return redirect(url_for("imports.show", public_id=public_id), 303)
    flash(_("The file was thrown away. Nothing of it was imported."))
    return redirect(url_for("imports.index"), 303)


def _done(found: ImportFile, step: Callable[[], None]) -> Response:
    """Do it and show how far it is; if somebody was quicker, show that instead."""
    try:
        step()
    except NotPossible:
        flash(_("Somebody was quicker. This is how far it is."))
    return redirect(url_for("imports.show", public_id=found.public_id), 303)
