"""How far the files of a released report are; making them once more."""

from typing import Any

from flask import abort, flash, jsonify, make_response, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from app.reports.models import ReportVersion
from app.reports.policy import writes_reports
from app.reports.queries import version_of
from app.reports.services import files_job, files_of, order_files
from app.reports.views import blueprint
from app.shared.access import allowed_to
from app.shared.jobs import Job
from app.shared.transactions import commits

SECONDS_BETWEEN_LOOKS = 2


@blueprint.get("/arbeit/<int:year>/dateien/<int:edition>")
@allowed_to(writes_reports)
def files(year: int, edition: int) -> Any:
    """Show how far the files are; without scripts the page reloads itself."""
    found = _version_or_404(year, edition)
    job = files_job(found)
    ready = _is_ready(job)
    formats = files_of(year, found) if ready else {}
    made = render_template(
        "reports/files.html", year=year, version=found, job=job, ready=ready, formats=formats
    )
    response = make_response(made)
    if job is not None and job.state in ("waiting", "running"):
        response.headers["Refresh"] = str(SECONDS_BETWEEN_LOOKS)
    return response


@blueprint.get("/arbeit/<int:year>/dateien/<int:edition>/stand")
@allowed_to(writes_reports)
def files_state(year: int, edition: int) -> Any:
    """Return the state for the script on the page: state, done, total."""
    job = files_job(_version_or_404(year, edition))
    if job is None:
        abort(404)
    return jsonify(state=job.state, done=job.progress, total=job.total, ready=_is_ready(job))


@blueprint.post("/arbeit/<int:year>/dateien/<int:edition>")
@allowed_to(writes_reports)
@commits
def make_files_again(year: int, edition: int) -> Any:
    """Make the files once more: lost ones come back, byte by byte the same."""
    order_files(current_user, _version_or_404(year, edition))
    flash(_("The files are being made."))
    return redirect(url_for("reports.files", year=year, edition=edition), 303)


def _version_or_404(year: int, edition: int) -> ReportVersion:
    found = version_of(year, edition)
    if found is None:
        abort(404)
    return found


def _is_ready(job: Job | None) -> bool:
    return job is not None and job.state == "done"
