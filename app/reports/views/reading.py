"""The released reports, for everybody."""

from typing import Any

from flask import abort, render_template, send_file
from flask_login import current_user

from app.reports.models import ReportVersion
from app.reports.policy import writes_reports
from app.reports.queries import latest_version, released_reports, version_of, versions_of
from app.reports.services import article, content_of, files_of
from app.reports.views import blueprint
from app.shared.access import public


@blueprint.get("/")
@public
def index() -> Any:
    """List the released reports, the newest year first."""
    return render_template("reports/index.html", reports=released_reports())


@blueprint.get("/<int:year>")
@public
def report(year: int) -> Any:
    """Show the newest released version of a year's report."""
    return _page(year, latest_version(year))


@blueprint.get("/<int:year>/<int:edition>")
@public
def version(year: int, edition: int) -> Any:
    """Show one released version of a year's report."""
    return _page(year, version_of(year, edition))


@blueprint.get("/<int:year>/<int:edition>/<format>")
@public
def file(year: int, edition: int, format: str) -> Any:
    """Hand out a file of a released version, once it is made."""
    found = version_of(year, edition)
    if found is None:
        abort(404)
    path = files_of(year, found).get(format)
    if path is None:
        abort(404)
    return send_file(path, as_attachment=True, download_name=path.name)


def _page(year: int, found: ReportVersion | None) -> Any:
    if found is None:
        abort(404)
    content = content_of(found)
    return render_template(
        "reports/report.html",
        version=found,
        cover=content["cover"],
        article=article(content),
        formats=files_of(year, found),
        versions=versions_of(found.report_id),
        may_write=current_user.is_authenticated and writes_reports(current_user),
    )
