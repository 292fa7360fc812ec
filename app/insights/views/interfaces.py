"""Interfaces for planners: the matrix, what lies between two plans or offices, the agenda."""

import io
from typing import Any

from flask import abort, current_app, render_template, request, send_file
from flask_babel import gettext as _

from app.insights.forms.agenda import FORMATS, agenda_form
from app.insights.queries.interfaces import (
    BY_OFFICE,
    BY_PLAN,
    Side,
    concerns_between,
    contributions_between,
    matrix_of,
    sides_by,
)
from app.insights.services.agenda import TooMuchForAgenda, agenda
from app.insights.views import blueprint
from app.moderation.queries.concerns import counts_of
from app.plan.policy import works_on_plan
from app.shared.access import allowed_to
from app.shared.apart import DidNotFinish
from app.shared.documents import as_odt, as_pdf
from app.shared.paging import read_position

LIST_LENGTH, MOST_CONCERNS = 30, 50
MAKERS = {
    "pdf": (as_pdf, "application/pdf"),
    "odt": (as_odt, "application/vnd.oasis.opendocument.text"),
}


@blueprint.get("/schnittstellen")
@allowed_to(works_on_plan)
def interfaces() -> Any:
    """Show what concerns several specialist plans, or (`nach=amt`) several offices."""
    kind = _kind()
    matrix = matrix_of(sides_by(kind))
    return render_template("insights/interfaces.html", matrix=matrix, kind=kind)


@blueprint.get("/schnittstellen/<first>/<second>")
@allowed_to(works_on_plan)
def interface(first: str, second: str) -> Any:
    """List the concerns and contributions between two plans or offices."""
    kind = _kind()
    here, there = _side_or_404(kind, first), _side_or_404(kind, second)
    if here == there:
        abort(404)
    position = read_position(request.args.get("vor"))
    concerns = concerns_between((here, there), MOST_CONCERNS)
    return render_template(
        "insights/interface.html",
        here=here,
        there=there,
        kind=kind,
        cell=matrix_of((here, there)).cell(here, there),
        concerns=concerns,
        counts=counts_of([concern.id for concern in concerns]),
        page=contributions_between(here, there, position, LIST_LENGTH),
        is_first=position is None,
    )


@blueprint.get("/schnittstellen/tagesordnung")
@allowed_to(works_on_plan)
def agenda_sheet() -> Any:
    """Ask for which plans and days."""
    form = agenda_form(request.args, sides_by(BY_PLAN))
    return render_template("insights/agenda.html", form=form)


@blueprint.get("/schnittstellen/tagesordnung/datei")
@allowed_to(works_on_plan)
def agenda_file() -> Any:
    """Hand out the sheet; without a word in the address about all plans and the last month."""
    kind, sides = request.args.get("format", "pdf"), sides_by(BY_PLAN)
    if kind not in FORMATS:
        abort(404)
    form = agenda_form(request.args, sides)
    if not form.validate():
        return render_template("insights/agenda.html", form=form), 422
    first, last = form.first.data, form.last.data
    chosen = [side for side in sides if side.key in form.plans.data]
    make, mimetype = MAKERS[kind]
    try:
        made = make(agenda(chosen, first, last, current_app.config["SETTINGS"].city_name))
    except (TooMuchForAgenda, DidNotFinish):
        form.last.errors = [_("This is too much for one document. Please choose fewer days.")]
        return render_template("insights/agenda.html", form=form), 422
    name = f"jour-fixe-{first}-{last}.{kind}"
    answer = send_file(io.BytesIO(made), mimetype=mimetype, as_attachment=True, download_name=name)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _kind() -> str:
    return BY_OFFICE if request.args.get("nach") == "amt" else BY_PLAN


def _side_or_404(kind: str, key: str) -> Side:
    found = [side for side in sides_by(kind) if side.key == key]
    if not found:
        abort(404)
    return found[0]
