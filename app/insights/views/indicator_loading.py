"""Staff load figures of indicators, and see them beside what people said."""

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from app.areas.queries import directory
from app.insights.forms.indicators import FiguresForm
from app.insights.queries.indicators import all_indicators, figures_in, years_of
from app.insights.services.indicator_files import forget_rows, keep_for_loading, kept_rows
from app.insights.services.indicator_loading import compare_figures, load_figures
from app.insights.services.indicator_reading import COLUMNS, FigureRow
from app.insights.views import blueprint
from app.insights.views.indicators import chosen_year, indicator_or_404
from app.plan.policy import works_on_plan
from app.shared.access import allowed_to
from app.shared.errors import InvalidData
from app.shared.forms import show_again
from app.shared.tables import BadTable
from app.shared.transactions import commits
from app.shared.uploads import takes_file
from app.submissions.queries import published_by_area, relayed_by_area, voices_by_area

MOST_SHOWN = 200


@blueprint.teardown_request
def close_files(error: BaseException | None) -> None:
    """Larger files were received into temporary ones, which end here."""
    for file in request.__dict__.get("files", {}).values():
        file.close()


@blueprint.get("/kennzahlen/laden")
@allowed_to(works_on_plan)
def figures_upload() -> Any:
    """Show the upload, the columns of the table, and the indicators that are known."""
    return render_template(
        "insights/figures_upload.html", form=FiguresForm(formdata=None), **_known()
    )


@blueprint.post("/kennzahlen/laden")
@allowed_to(works_on_plan)
@takes_file
@commits
def send_figures() -> Any:
    """Check a table; a good one is kept for a look at what it would change."""
    form = FiguresForm()
    problems: list[str] = []
    if form.validate():
        try:
            token = keep_for_loading(current_user, form.file.data.stream)
        except BadTable as bad:
            form.file.errors = [_(bad.message) % bad.values]
        except InvalidData as invalid:
            problems = invalid.problems
            form.file.errors = [_("Nothing was loaded. Please mend the lines below.")]
        else:
            return redirect(url_for("insights.checked_figures", token=token), 303)
    wrong = {"problems": problems[:MOST_SHOWN], "number_wrong": len(problems), **_known()}
    return show_again("insights/figures_upload.html", form, 422, **wrong)


@blueprint.get("/kennzahlen/laden/<token>")
@allowed_to(works_on_plan)
def checked_figures(token: str) -> Any:
    """Show what a table would change; nothing is loaded yet."""
    compared = compare_figures(_rows_or_404(token))
    return render_template(
        "insights/figures_checked.html", compared=compared, token=token, most=MOST_SHOWN
    )


@blueprint.post("/kennzahlen/laden/<token>")
@allowed_to(works_on_plan)
@commits
def load_checked(token: str) -> Any:
    """Load the table that was looked at: all of it."""
    load_figures(current_user, _rows_or_404(token))
    forget_rows(current_user, token)
    flash(_("The figures are loaded."))
    return redirect(url_for("insights.indicators"), 303)


@blueprint.get("/kennzahlen/<key>/bedarf")
@allowed_to(works_on_plan)
def indicator_beside(key: str) -> Any:
    """Show the figures of an indicator beside what people said, not mixed into each other."""
    found = indicator_or_404(key)
    years = years_of(found.id)
    year = chosen_year(years)
    return render_template(
        "insights/indicator_beside.html",
        indicator=found,
        years=years,
        year=year,
        figures=figures_in(found.id, year),
        areas=directory().entries,
        contributions=published_by_area(),
        voices=voices_by_area(),
        relayed=relayed_by_area(),
    )


def _rows_or_404(token: str) -> list[FigureRow]:
    try:
        rows = kept_rows(current_user, token)
    except InvalidData:
        rows = None
    if rows is None:
        abort(404)
    return rows


def _known() -> dict[str, Any]:
    return {"known": all_indicators(), "columns": COLUMNS}
