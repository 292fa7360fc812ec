"""One contribution at the desk of the council of its Ortsteil."""

from typing import Any

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts.policy import is_on_a_council
from app.councils.forms import MarkForm
from app.councils.policy import can_read
from app.councils.queries import mark_of, own_statements_on, seen_until, with_marks
from app.councils.services import mark
from app.councils.views import blueprint
from app.moderation.queries import concerns_of
from app.shared.access import allowed_to
from app.shared.database import db
from app.shared.errors import Conflict
from app.shared.transactions import commits
from app.submissions.models import Submission
from app.submissions.queries import by_public_number


@blueprint.get("/beitrag/<number>")
@allowed_to(is_on_a_council)
def contribution(number: str) -> Any:
    """Show a contribution of an own Ortsteil; any other is not there."""
    submission = own_or_404(number)
    form = MarkForm(formdata=None)
    form.fill(mark_of(_council_id(submission), submission.id))
    return _page(submission, form)


@blueprint.post("/beitrag/<number>")
@allowed_to(is_on_a_council)
@commits
def send_mark(number: str) -> Any:
    """Note support, priority, and whether it is done."""
    submission, form = own_or_404(number), MarkForm()
    if not form.validate():
        db.session.rollback()
        return _page(submission, form), 422
    try:
        mark(current_user, submission, form.version.data, form.draft())
    except Conflict:
        return _conflict(number, form)
    flash(_("What the council says about %(number)s is noted.", number=number))
    return redirect(url_for("councils.contribution", number=number), 303)


def own_or_404(number: str) -> Submission:
    """Return the contribution if it is about an own Ortsteil, else end with 404."""
    submission = by_public_number(number)
    if submission is None or not can_read(current_user, submission):
        abort(404)
    return submission


def _conflict(number: str, form: MarkForm) -> Any:
    """Another member was quicker: what is stored, and the form as it was about to be stored."""
    db.session.rollback()
    db.session.expire_all()
    submission = own_or_404(number)
    stored = mark_of(_council_id(submission), submission.id)
    form.version.data = stored.version if stored else 0
    return _page(submission, form, stored=stored, is_late=True), 409


def _page(submission: Submission, form: MarkForm, **more: Any) -> str:
    council_id = _council_id(submission)
    seen = seen_until(council_id, current_user.id)
    return render_template(
        "councils/contribution.html",
        item=with_marks(council_id, [submission], seen)[0],
        submission=submission,
        council=submission.area.council if submission.area else None,
        concern=concerns_of([submission.id]).get(submission.id),
        statements=own_statements_on(council_id, "submission", submission.public_number),
        form=form,
        **more,
    )


def _council_id(submission: Submission) -> int:
    council_id = submission.area.council_id if submission.area else None
    assert council_id is not None
    return council_id
