"""Requests for those who answer them: what is due when, and what is late."""

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts.policy import is_admin
from app.privacy.forms import RequestAnswerForm
from app.privacy.models import PrivacyRequest
from app.privacy.policy import can_answer, is_overdue
from app.privacy.queries import open_requests, request_by_id, requests_answered
from app.privacy.services import answer
from app.privacy.views import blueprint
from app.shared.access import allowed_to
from app.shared.clock import today
from app.shared.errors import Conflict, NotPossible
from app.shared.forms import show_again
from app.shared.transactions import commits

PAGE_LENGTH = 30
LARGEST = 2**63


@blueprint.get("/verwaltung/datenschutz")
@allowed_to(is_admin)
def requests() -> Any:
    """Show what waits for an answer, due first, and what was answered last."""
    after = request.args.get("nach", 0, type=int)
    rows = open_requests(after if 0 <= after < LARGEST else 0, PAGE_LENGTH + 1)
    return render_template(
        "privacy/requests.html",
        rows=rows[:PAGE_LENGTH],
        more=rows[PAGE_LENGTH - 1].id if len(rows) > PAGE_LENGTH else None,
        answered=requests_answered(),
        today=today(),
        is_overdue=is_overdue,
    )


@blueprint.get("/verwaltung/datenschutz/<int:request_id>")
@allowed_to(is_admin)
def one_request(request_id: int) -> Any:
    """Show one request with the form for its answer."""
    return render_template("privacy/request.html", **_context(_request_or_404(request_id)))


@blueprint.post("/verwaltung/datenschutz/<int:request_id>")
@allowed_to(is_admin)
@commits
def send_answer(request_id: int) -> Any:
    """Answer a request."""
    found, form = _request_or_404(request_id), RequestAnswerForm()
    if not can_answer(current_user, found):
        abort(409)
    if not form.validate():
        context = _context(found)
        context.pop("form")
        return show_again("privacy/request.html", form, **context)
    try:
        answer(current_user, found, form.outcome.data, form.answer.data or "")
    except (Conflict, NotPossible):
        abort(409)
    flash(_("The answer is there for the person who holds the receipt code."))
    return redirect(url_for("privacy.requests"), 303)


def _context(found: PrivacyRequest) -> dict[str, Any]:
    return {
        "found": found,
        "form": RequestAnswerForm(formdata=None),
        "may_answer": can_answer(current_user, found),
        "overdue": is_overdue(found, today()),
    }


def _request_or_404(request_id: int) -> PrivacyRequest:
    found = request_by_id(request_id) if request_id < LARGEST else None
    if found is None:
        abort(404)
    return found
