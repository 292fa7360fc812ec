"""The document for a sitting: choosing the period, and the file."""

import io
from typing import Any

from flask import abort, current_app, render_template, request, send_file
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from app.accounts.policy import is_on_a_council
from app.councils.forms import FORMATS, SittingForm, usual_period
from app.councils.services import TooMuchForSitting, sitting_document
from app.councils.views import blueprint
from app.councils.views.choosing import council_at_hand
from app.shared.access import allowed_to
from app.shared.apart import DidNotFinish
from app.shared.documents import as_odt, as_pdf

MAKERS = {
    "pdf": (as_pdf, "application/pdf"),
    "odt": (as_odt, "application/vnd.oasis.opendocument.text"),
}


@blueprint.get("/sitzung")
@allowed_to(is_on_a_council)
def sitting() -> Any:
    """Ask for the period."""
    form = SittingForm(formdata=None, data=usual_period())
    return render_template("councils/sitting.html", form=form, council=council_at_hand())


@blueprint.get("/sitzung/datei")
@allowed_to(is_on_a_council)
def sitting_file() -> Any:
    """Hand out the document of a period; without one of the last month."""
    council, kind = council_at_hand(), request.args.get("format", "pdf")
    if kind not in FORMATS:
        abort(404)
    form = _form()
    if not form.validate():
        return _asked_again(form)
    first, last = form.first.data, form.last.data
    try:
        city = current_app.config["SETTINGS"].city_name
        make, mimetype = MAKERS[kind]
        made = make(sitting_document(council, first, last, city))
    except (TooMuchForSitting, DidNotFinish):
        form.last.errors = [_("This is too much for one document. Please choose fewer days.")]
        return _asked_again(form)
    name = f"sitzungsunterlage-{council.key}-{first}-{last}.{kind}"
    answer = send_file(io.BytesIO(made), mimetype=mimetype, as_attachment=True, download_name=name)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _form() -> SittingForm:
    if "von" in request.args or "bis" in request.args:
        return SittingForm(MultiDict(request.args))
    period = {"von": usual_period()["first"], "bis": usual_period()["last"]}
    return SittingForm(MultiDict({name: day.isoformat() for name, day in period.items()}))


def _asked_again(form: SittingForm) -> Any:
    return render_template("councils/sitting.html", form=form, council=council_at_hand()), 422
