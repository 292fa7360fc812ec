"""Files to take away: the template, what was found in the rows, and the numbers they got."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from flask import Response, abort, current_app, make_response, send_file
from flask_babel import gettext as _

from app.shared.access import allowed_to
from app.shared.clock import today
from app.shared.formulas import quote_formulas
from app.shared.spelling import slug_of
from app.shared.tables import rows_in
from app.submissions.forms.labels import STATUS_LABELS
from app.submissions.policy import may_import
from app.submissions.queries.imports import all_findings, imported_rows
from app.submissions.services import receipt_code
from app.submissions.services.importing import template_bytes
from app.submissions.services.importing.files import plain_rows
from app.submissions.services.importing.words import FINDINGS_HEADING, ROW_HEADING
from app.submissions.views.importing import blueprint
from app.submissions.views.importing.loading import import_or_404
from app.submissions.views.importing.words import finding_column, finding_text, level_word

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@blueprint.get("/vorlage.xlsx")
@allowed_to(may_import)
def template() -> Any:
    """Send the template for today's Ortsteile and catalogue."""
    city = slug_of(current_app.config["SETTINGS"].city_name)
    name = f"ortsstimme-{city}-vorlage-{today().isoformat()}.xlsx"
    file = io.BytesIO(template_bytes())
    response = send_file(file, mimetype=XLSX, as_attachment=True, download_name=name)
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.get("/<public_id>/befunde.csv")
@allowed_to(may_import)
def findings(public_id: str) -> Any:
    """Send the rows that cannot be imported, with the reason, to be mended and sent again."""
    found = import_or_404(public_id)
    if found.cleared_at or not plain_rows(found.public_id).is_file():
        abort(404)
    failed = [row for row in all_findings(found.id) if row.status == "failed"]
    said = {row.row_no: _sentences(row.problems) for row in failed}
    rows = (
        [str(number), said[number], *cells]
        for number, cells in rows_in(plain_rows(found.public_id))
        if number in said
    )
    return _csv("befunde.csv", [ROW_HEADING, FINDINGS_HEADING, *found.headings], rows)


@blueprint.get("/<public_id>/nummern.csv")
@allowed_to(may_import)
def numbers(public_id: str) -> Any:
    """Send the number and code of each contribution, so that people can follow it."""
    found = import_or_404(public_id)
    rows = (
        [
            str(row.row_no),
            row.public_number,
            receipt_code(row.submission_key),
            str(STATUS_LABELS[row.status]),
        ]
        for row in imported_rows(found.id)
    )
    heading = [ROW_HEADING, _("Public number"), _("Receipt code"), _("State")]
    return _csv("beitragsnummern.csv", heading, rows)


def _sentences(problems: list[dict[str, Any]]) -> str:
    return " · ".join(
        f"{level_word(p['level'])} ({finding_column(p)}): {finding_text(p)}" for p in problems
    )


def _csv(name: str, heading: Sequence[str], rows: Iterable[Sequence[str]]) -> Response:
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow([quote_formulas(cell) for cell in heading])
    writer.writerows([quote_formulas(cell) for cell in row] for row in rows)
    response = make_response(file.getvalue().encode("utf-8-sig"))
    response.headers["Content-Type"] = "text/csv; charset=utf-8"
    response.headers["Content-Disposition"] = f"attachment; filename={name}"
    response.headers["Cache-Control"] = "no-store"
    return response
