"""The way in, the upload, and how far an import is."""

from typing import Any

from flask import jsonify, make_response, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_login import current_user

from app.accounts.policy import is_moderator
from app.consultations.queries import by_slug, permanent, running
from app.shared.access import allowed_to
from app.shared.clock import now
from app.shared.forms import show_again
from app.shared.paging import read_position
from app.shared.tables import BadTable
from app.shared.transactions import commits
from app.shared.uploads import takes_file
from app.submissions.forms.importing import UploadForm, mapping_form
from app.submissions.models import ImportFile
from app.submissions.policy import may_import
from app.submissions.queries.imports import (
    figures_of,
    imports_for,
    job_of,
    kept_rows,
    rows_with_findings,
)
from app.submissions.services.importing import KEPT_FOR, receive
from app.submissions.views.importing import blueprint
from app.submissions.views.importing.loading import examples_of, import_or_404, own_organisations

LIST_LENGTH, FINDINGS_SHOWN = 20, 50
SECONDS_BETWEEN_LOOKS = 2
AT_WORK = ("checking", "running", "undoing")
MOST_KEPT_SHOWN = 200


@blueprint.teardown_request
def close_files(error: BaseException | None) -> None:
    """Larger files were received into temporary ones, which end here."""
    for file in request.__dict__.get("files", {}).values():
        file.close()


@blueprint.get("/")
@allowed_to(may_import)
def index() -> Any:
    """Show the template, the upload, and what was sent before."""
    form = UploadForm(formdata=None)
    _prepare(form)
    return render_template("submissions/importing/index.html", form=form, **_list())


@blueprint.post("/")
@allowed_to(may_import)
@takes_file
@commits
def upload() -> Any:
    """Take a file in; one that cannot be read is refused at its field."""
    form = UploadForm()
    _prepare(form)
    if form.validate():
        organisations = {known.key: known for known in own_organisations()}
        organisation = organisations.get(form.organisation.data)
        consultation = by_slug(form.consultation.data) or permanent()
        file = form.file.data
        try:
            found = receive(current_user, organisation, consultation, file.stream, file.filename)
        except BadTable as bad:
            form.file.errors = [gettext(bad.message) % bad.values]
        else:
            return redirect(url_for("imports.show", public_id=found.public_id), 303)
    return show_again("submissions/importing/index.html", form, **_list())


@blueprint.get("/<public_id>")
@allowed_to(may_import)
def show(public_id: str) -> Any:
    """Show the step that an import is at; while it works, the page reloads itself."""
    found = import_or_404(public_id)
    if found.state == "uploaded":
        return redirect(url_for("imports.columns", public_id=public_id), 303)
    job = job_of(found)
    has_failed = job is not None and job.state == "failed"
    page = render_template(
        _template(found),
        file=found,
        job=job,
        has_failed=has_failed,
        kept_days=KEPT_FOR.days,
        **_figures(found),
    )
    response = make_response(page)
    if found.state in AT_WORK and not has_failed:
        response.headers["Refresh"] = str(SECONDS_BETWEEN_LOOKS)
    return response


@blueprint.get("/<public_id>/stand")
@allowed_to(may_import)
def state(public_id: str) -> Any:
    """Return the state for the script on the page: state, done, total, whether it is ready."""
    found = import_or_404(public_id)
    job = job_of(found)
    ready = found.state not in AT_WORK
    if job is None:
        return jsonify(state="waiting", done=0, total=0, ready=ready)
    return jsonify(state=job.state, done=job.progress, total=job.total, ready=ready)


@blueprint.get("/<public_id>/spalten")
@allowed_to(may_import)
def columns(public_id: str) -> Any:
    """Show which column seems to hold what, to be corrected."""
    found = import_or_404(public_id)
    if found.state not in ("uploaded", "checked"):
        return redirect(url_for("imports.show", public_id=public_id), 303)
    form = mapping_form(found.headings, found.mapping, formdata=None)
    examples = examples_of(found)
    return render_template(
        "submissions/importing/columns.html", form=form, file=found, examples=examples
    )


def _template(found: ImportFile) -> str:
    name = "progress" if found.state in AT_WORK else found.state
    return f"submissions/importing/{name}.html"


def _figures(found: ImportFile) -> dict[str, Any]:
    if found.state in AT_WORK:
        return {}
    after = request.args.get("ab", "0")
    rows, next_row = rows_with_findings(
        found.id, int(after) if after.isdigit() and len(after) < 9 else 0, FINDINGS_SHOWN
    )
    kept = kept_rows(found.id)[:MOST_KEPT_SHOWN] if found.state == "undone" else []
    return {"figures": figures_of(found.id), "found": rows, "next_row": next_row, "kept": kept}


def _prepare(form: UploadForm) -> None:
    form.prepare(own_organisations(), running(now()), is_staff=is_moderator(current_user))


def _list() -> dict[str, Any]:
    place = read_position(request.args.get("vor"))
    page = imports_for(current_user, place, LIST_LENGTH)
    return {"page": page, "is_first": place is None, "kept_days": KEPT_FOR.days}
