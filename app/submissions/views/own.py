"""My contributions: what somebody keeps in their account instead of receipt codes."""

from typing import Any

from flask import abort, flash, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from flask_login import current_user

from app.shared.access import signed_in
from app.shared.errors import Conflict, NotPossible
from app.shared.forms import show_again
from app.shared.paging import read_position
from app.shared.transactions import commits
from app.submissions.forms import ReceiptCodeForm
from app.submissions.models import Submission
from app.submissions.queries import by_public_number
from app.submissions.queries.own import keeps, own_contributions
from app.submissions.services.own import keep_in_account, let_go_of
from app.submissions.views import blueprint
from app.submissions.views.codes import behind_code
from app.submissions.views.opened import opened, receipted

LIST_LENGTH = 20
PAGE = "submissions/own.html"


@blueprint.get("/meine")
@signed_in
def own() -> Any:
    """List what is in the account, and offer to add more by receipt code."""
    return render_template(PAGE, form=ReceiptCodeForm(formdata=None), **_shown())


@blueprint.post("/meine")
@signed_in
@commits
def add_own() -> Any:
    """Take the contribution with this code into the account."""
    form = ReceiptCodeForm()
    submission = behind_code(form)
    if submission is None:
        return show_again(PAGE, form, **_shown())
    return _keep(submission)


@blueprint.post("/meine/merken")
@signed_in
@commits
def keep_opened() -> Any:
    """Take the contribution that this browser just sent, or has open, into the account."""
    submission = opened() or receipted()
    return abort(404) if submission is None else _keep(submission)


@blueprint.post("/meine/<number>/oeffnen")
@signed_in
@commits
def open_own(number: str) -> Any:
    """Open a contribution of the account as its receipt code would."""
    submission = _own_or_404(number)
    session["opened"] = submission.public_number
    session["opened_at_desk"] = True
    return redirect(url_for("submissions.status"), 303)


@blueprint.post("/meine/<number>/entfernen")
@signed_in
@commits
def drop_own(number: str) -> Any:
    """Take the contribution out of the account."""
    let_go_of(current_user, _own_or_404(number))
    flash(_("It is no longer in your account. With its receipt code you still find it."))
    return redirect(url_for("submissions.own"), 303)


def _keep(submission: Submission) -> Any:
    try:
        keep_in_account(current_user, submission)
    except (Conflict, NotPossible):
        abort(409)
    flash(_("Contribution %(number)s is in your account.", number=submission.public_number))
    return redirect(url_for("submissions.own"), 303)


def _own_or_404(number: str) -> Submission:
    submission = by_public_number(number)
    if submission is None or not keeps(current_user.id, submission.id):
        abort(404)
    return submission


def _shown() -> dict[str, Any]:
    position = read_position(request.args.get("vor"))
    page = own_contributions(current_user.id, position, LIST_LENGTH)
    return {"page": page, "is_first": position is None}
