"""How long things are kept, what is due, legal holds, and the offer to the archive."""

from typing import Any

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from app.accounts.policy import is_admin
from app.privacy.forms import HoldForm
from app.privacy.policy import months_after
from app.privacy.queries import retention as questions
from app.privacy.services import hold, offer_to_archive, release
from app.privacy.views import blueprint
from app.shared.access import allowed_to
from app.shared.clock import to_local, today
from app.shared.errors import NotPossible
from app.shared.forms import show_again
from app.shared.transactions import commits
from app.submissions.queries import by_public_number

SHOWN = 50


@blueprint.get("/verwaltung/datenschutz/fristen")
@allowed_to(is_admin)
def retention() -> Any:
    """Show the rules, what is due under them, and what waits for the archive."""
    return render_template("privacy/retention.html", form=HoldForm(formdata=None), **_context())


@blueprint.post("/verwaltung/datenschutz/fristen")
@allowed_to(is_admin)
@commits
def send_hold() -> Any:
    """Keep a contribution whatever the clock says."""
    form = HoldForm()
    submission = by_public_number(form.number.data or "") if form.validate() else None
    if submission is None:
        if not form.errors:
            form.number.errors = [_("There is no contribution with this number.")]
        return show_again("privacy/retention.html", form, **_context())
    try:
        hold(current_user, submission, form.reason.data or "")
    except NotPossible:
        form.number.errors = [_("This contribution is deleted already.")]
        return show_again("privacy/retention.html", form, **_context())
    flash(_("%(number)s is kept.", number=submission.public_number))
    return redirect(url_for("privacy.retention"), 303)


@blueprint.post("/verwaltung/datenschutz/fristen/<number>/freigeben")
@allowed_to(is_admin)
@commits
def send_release_of_hold(number: str) -> Any:
    """Let the clock decide about a contribution again."""
    submission = by_public_number(number)
    if submission is None or questions.hold_on(submission.id) is None:
        abort(404)
    release(current_user, submission)
    flash(_("%(number)s is no longer kept.", number=submission.public_number))
    return redirect(url_for("privacy.retention"), 303)


@blueprint.post("/verwaltung/datenschutz/fristen/angeboten")
@allowed_to(is_admin)
@commits
def send_offer() -> Any:
    """Note that what is listed was offered to the archive today."""
    number = offer_to_archive(current_user)
    flash(
        ngettext(
            "%(num)d contribution was offered to the archive.",
            "%(num)d contributions were offered to the archive.",
            number,
        )
    )
    return redirect(url_for("privacy.retention"), 303)


def _context() -> dict[str, Any]:
    rule = questions.rules()
    return {
        "rule": rule,
        "due": {one.key: one.number for one in questions.all_due(today())},
        "last_run": questions.last_run(),
        "to_offer": questions.to_offer(SHOWN),
        "number_to_offer": questions.number_to_offer(),
        "offered": [
            (one, months_after(to_local(one.offered_at).date(), rule.archive_months))
            for one in questions.offered(SHOWN)
            if one.offered_at
        ],
        "holds": questions.holds(),
    }
