"""Ordering an export, watching it grow, taking it away."""

from typing import Any

from flask import (
    Blueprint,
    abort,
    current_app,
    jsonify,
    make_response,
    redirect,
    render_template,
    send_file,
    url_for,
)
from flask_login import current_user

from app.accounts.policy import is_admin, may_export
from app.exports.forms import ExportForm
from app.exports.queries import export_by_public_id, exports_of
from app.exports.services import (
    TooMuchForXlsx,
    export_path,
    file_name,
    order_export,
    remove_old_files,
)
from app.shared.access import allowed_to
from app.shared.clock import today
from app.shared.forms import show_again
from app.shared.jobs import Job
from app.shared.transactions import commits

SECONDS_BETWEEN_LOOKS = 2

blueprint = Blueprint("exports", __name__, url_prefix="/export")


@blueprint.get("/")
@allowed_to(may_export)
def index() -> Any:
    """Show the form and the person's newest exports."""
    form = ExportForm(formdata=None)
    form.prepare()
    remove_old_files()
    return render_template("exports/index.html", form=form, jobs=_own_jobs())


@blueprint.post("/")
@allowed_to(may_export)
@commits
def order() -> Any:
    """Order an export."""
    form = ExportForm()
    form.prepare()
    if not form.validate():
        return show_again("exports/index.html", form, jobs=_own_jobs())
    city = current_app.config["SETTINGS"].city_name
    selection = form.selection()
    name = file_name(city, form.format.data, selection, today())
    job = order_export(current_user, form.format.data, selection, name)
    return redirect(url_for("exports.progress", public_id=job.public_id), 303)


@blueprint.get("/<public_id>")
@allowed_to(may_export)
def progress(public_id: str) -> Any:
    """Show how far the export is; without scripts the page reloads itself."""
    job = _job_or_404(public_id)
    ready = _is_ready(job)
    response = make_response(
        render_template("exports/progress.html", job=job, ready=ready, too_much=_is_too_much(job))
    )
    if not ready and job.state in ("waiting", "running"):
        response.headers["Refresh"] = str(SECONDS_BETWEEN_LOOKS)
    return response


def _is_too_much(job: Job) -> bool:
    return (job.last_error or "").startswith(TooMuchForXlsx.__name__)


@blueprint.get("/<public_id>/stand")
@allowed_to(may_export)
def state(public_id: str) -> Any:
    """Return the state for the script on the page: state, done, total."""
    job = _job_or_404(public_id)
    return jsonify(state=job.state, done=job.progress, total=job.total, ready=_is_ready(job))


@blueprint.get("/<public_id>/datei")
@allowed_to(may_export)
def download(public_id: str) -> Any:
    """Send the file; an unfinished one is never sent."""
    job = _job_or_404(public_id)
    if not _is_ready(job):
        abort(404)
    response = send_file(export_path(job), as_attachment=True, download_name=job.payload["name"])
    response.headers["Cache-Control"] = "no-store"
    return response


def _job_or_404(public_id: str) -> Job:
    """Exports belong to who ordered them; for anybody else there is nothing here."""
    job = export_by_public_id(public_id)
    if job is None or (job.owner_id != current_user.id and not is_admin(current_user)):
        abort(404)
    return job


def _is_ready(job: Job) -> bool:
    return job.state == "done" and export_path(job).is_file()


def _own_jobs() -> list[tuple[Job, bool]]:
    return [(job, _is_ready(job)) for job in exports_of(current_user.id)]
