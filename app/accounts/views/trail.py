"""The audit trail on a screen: filtered, checked, and taken away as a signed file."""

import datetime as dt
from typing import Any

from flask import Response, redirect, render_template, request, stream_with_context, url_for
from flask_login import current_user

from app.accounts.forms import TrailForm, action_in_words
from app.accounts.models import AuditEntry
from app.accounts.policy import is_auditor
from app.accounts.queries import audit_check_job, names_of_people, trail_page
from app.accounts.services import order_audit_check, record_trail_file, trail_csv
from app.accounts.views import blueprint
from app.shared.access import allowed_to
from app.shared.clock import today
from app.shared.forms import show_again
from app.shared.paging import Page, read_position
from app.shared.transactions import commits

PAGE_LENGTH = 50


blueprint.add_app_template_filter(action_in_words, "action_in_words")


@blueprint.get("/verwaltung/protokoll")
@allowed_to(is_auditor)
def trail() -> Any:
    """Show who did what when, newest first, narrowed by the filters of the address."""
    form = _form()
    if not form.validate():
        return _page_of(form, Page([], None)), 422
    page = trail_page(form.narrowed(), read_position(request.args.get("vor")), PAGE_LENGTH)
    return _page_of(form, page)


@blueprint.post("/verwaltung/protokoll/pruefen")
@allowed_to(is_auditor)
@commits
def send_check() -> Any:
    """Have the chain checked in the background."""
    order_audit_check(current_user)
    return redirect(url_for("accounts.trail"), 303)


@blueprint.post("/verwaltung/protokoll/datei")
@allowed_to(is_auditor)
@commits
def trail_file() -> Any:
    """Send the filtered lines as a file whose last line signs it; taking it is itself kept."""
    form = _form()
    if not form.validate():
        return show_again("accounts/administration/trail.html", form, **_around(Page([], None)))
    record_trail_file(current_user)
    response = Response(
        stream_with_context(trail_csv(form.narrowed())), content_type="text/csv; charset=utf-8"
    )
    name = f"protokoll-{today().isoformat()}.csv"
    response.headers["Content-Disposition"] = f"attachment; filename={name}"
    response.headers["Cache-Control"] = "no-store"
    return response


def _form() -> TrailForm:
    form = TrailForm(formdata=request.args)
    form.prepare()
    return form


def _page_of(form: TrailForm, page: Page[AuditEntry]) -> str:
    return render_template("accounts/administration/trail.html", form=form, **_around(page))


def _around(page: Page[AuditEntry]) -> dict[str, Any]:
    job = audit_check_job()
    found = job.result if job else {}
    return {
        "page": page,
        "names": names_of_people({line.person_id for line in page.rows if line.person_id}),
        "words": action_in_words,
        "filters": {name: value for name, value in request.args.items() if name != "vor"},
        "is_first": "vor" not in request.args,
        "found": found,
        "checked_at": dt.datetime.fromisoformat(found["at"]) if found else None,
        "is_checking": job is not None and job.state in ("waiting", "running"),
    }
