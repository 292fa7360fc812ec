"""Releasing a report: asked once more, then frozen."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from app.reports.forms import ReleaseForm
from app.reports.models import Report
from app.reports.policy import releases_reports
from app.reports.queries import versions_of
from app.reports.services import NoteMissing, NotOverYet, order_files, release_report
from app.reports.views import blueprint
from app.reports.views.working import report_or_404
from app.shared.access import allowed_to
from app.shared.clock import today
from app.shared.database import db
from app.shared.errors import Conflict
from app.shared.transactions import commits


@blueprint.get("/arbeit/<int:year>/freigeben")
@allowed_to(releases_reports)
def release(year: int) -> Any:
    """Ask whether the report shall be released."""
    found = report_or_404(year)
    return _page(found, ReleaseForm(formdata=None, data={"version": found.version}))


@blueprint.post("/arbeit/<int:year>/freigeben")
@allowed_to(releases_reports)
@commits
def send_release(year: int) -> Any:
    """Release the report and have its files made."""
    found, form = report_or_404(year), ReleaseForm()
    problem = None
    if form.validate():
        try:
            return _released(found, form)
        except NoteMissing:
            form.note.errors = [_("Please write what this version corrects.")]
        except NotOverYet:
            problem = _("The reporting date has not come yet.")
        except Conflict:
            problem = _("A colleague changed the report meanwhile. Please look at it again.")
    db.session.rollback()
    return _page(report_or_404(year), form, problem), 409 if problem else 422


def _released(found: Report, form: ReleaseForm) -> Any:
    version = release_report(current_user, found, form.version.data, form.note.data or "")
    order_files(current_user, version)
    flash(_("The report is released. Its files are being made."))
    return redirect(url_for("reports.files", year=found.year, edition=version.number), 303)


def _page(found: Report, form: ReleaseForm, problem: str | None = None) -> str:
    return render_template(
        "reports/release.html",
        report=found,
        form=form,
        problem=problem,
        versions=versions_of(found.id),
        is_too_early=found.reporting_date > today(),
    )
