"""Writing a report: the list, beginning one, its cover and sections, and how it will look."""

from typing import Any

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from app.reports.forms import BeginForm, ReportForm
from app.reports.models import Report
from app.reports.policy import releases_reports, writes_reports
from app.reports.queries import all_reports, released_reports, report_of, versions_of
from app.reports.services import AlreadyThere, article, begin_report, change_report, collect
from app.reports.views import blueprint
from app.shared.access import allowed_to
from app.shared.database import db
from app.shared.errors import Conflict
from app.shared.forms import show_again
from app.shared.transactions import commits


@blueprint.get("/arbeit")
@allowed_to(writes_reports)
def desk() -> Any:
    """List the reports with what is released of them, and offer to begin one."""
    return render_template("reports/desk.html", form=BeginForm(formdata=None), **_reports())


@blueprint.post("/arbeit")
@allowed_to(writes_reports)
@commits
def begin() -> Any:
    """Begin the report of a day."""
    form = BeginForm()
    if not form.validate():
        return show_again("reports/desk.html", form, **_reports())
    try:
        report = begin_report(current_user, form.day.data)
    except AlreadyThere:
        form.day.errors = [_("There is a report of that year already.")]
        return show_again("reports/desk.html", form, **_reports())
    flash(_("The report is begun. Its texts are those of the year before, if there are any."))
    return redirect(url_for("reports.edit", year=report.year), 303)


@blueprint.get("/arbeit/<int:year>")
@allowed_to(writes_reports)
def edit(year: int) -> Any:
    """Show what is being written."""
    found = report_or_404(year)
    form = ReportForm(formdata=None)
    form.fill(found)
    return edit_page(found, form)


@blueprint.post("/arbeit/<int:year>")
@allowed_to(writes_reports)
@commits
def save(year: int) -> Any:
    """Store what was written."""
    found, form = report_or_404(year), ReportForm()
    if not form.validate():
        db.session.rollback()
        return edit_page(found, form), 422
    try:
        change_report(current_user, found, form.version.data, form.draft())
    except Conflict:
        return _conflict(year, form)
    flash(_("The report is stored. Everybody reads it once it is released."))
    return redirect(url_for("reports.edit", year=year), 303)


@blueprint.get("/arbeit/<int:year>/vorschau")
@allowed_to(writes_reports)
def preview(year: int) -> Any:
    """Show the report as it would be released now."""
    found = report_or_404(year)
    versions = versions_of(found.id)
    content = collect(found, versions[0].number + 1 if versions else 1)
    return render_template(
        "reports/preview.html", report=found, cover=content["cover"], article=article(content)
    )


def report_or_404(year: int) -> Report:
    """Return the report of a year, else end with 404."""
    found = report_of(year)
    if found is None:
        abort(404)
    return found


def edit_page(found: Report, form: ReportForm) -> str:
    """Render the form of a report."""
    return render_template(
        "reports/edit.html",
        report=found,
        form=form,
        versions=versions_of(found.id),
        may_release=releases_reports(current_user),
    )


def _conflict(year: int, form: ReportForm) -> Any:
    """A colleague was quicker: what is stored, and what was about to be stored."""
    db.session.rollback()
    db.session.expire_all()
    stored = report_or_404(year)
    return render_template("reports/conflict.html", report=stored, form=form), 409


def _reports() -> dict[str, Any]:
    return {"reports": all_reports(), "released": released_reports()}
