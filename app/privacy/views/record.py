"""The record of processing activities, for those who answer for it."""

from typing import Any

from flask import current_app, make_response, render_template

from app.accounts.policy import is_admin
from app.privacy.queries.data_map import data_map
from app.privacy.services.record import grouped, record_as_markdown
from app.privacy.views import blueprint
from app.shared.access import allowed_to


@blueprint.get("/verwaltung/datenschutz/verzeichnis")
@allowed_to(is_admin)
def record() -> Any:
    """Show the record as a page."""
    return render_template("privacy/record.html", known=data_map(), grouped=grouped)


@blueprint.get("/verwaltung/datenschutz/verzeichnis.md")
@allowed_to(is_admin)
def record_file() -> Any:
    """Send the record as a Markdown file."""
    answer = make_response(record_as_markdown(current_app.config["SETTINGS"].city_name))
    answer.headers["Content-Type"] = "text/markdown; charset=utf-8"
    answer.headers["Content-Disposition"] = "attachment; filename=verzeichnis.md"
    return answer
