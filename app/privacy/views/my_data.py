"""My data: what is stored about a contribution, for whoever opened it with the receipt code."""

import datetime as dt
from typing import Any

from flask import abort, flash, jsonify, redirect, render_template, session, url_for
from flask_babel import gettext as _

from app.privacy.forms import CodeForm, ObjectionForm
from app.privacy.policy import can_object
from app.privacy.queries import requests_about, stored_about
from app.privacy.services import lift, object_to, restrict
from app.privacy.views import blueprint
from app.shared.access import public
from app.shared.database import db
from app.shared.forms import show_again
from app.shared.transactions import commits
from app.submissions.models import LockedText, Submission
from app.submissions.policy import can_correct, can_lift, can_restrict, can_withdraw
from app.submissions.queries import by_public_number


@blueprint.app_template_filter("from_iso")
def from_iso(text: str) -> dt.datetime:
    """Return the moment that a plain value names."""
    return dt.datetime.fromisoformat(text)


@blueprint.get("/meine-daten")
@public
def my_data() -> Any:
    """Show everything that is stored about the opened contribution, or ask for its code."""
    submission = _opened()
    if submission is None:
        return render_template("privacy/code.html", form=CodeForm(formdata=None))
    return _page(submission)


@blueprint.get("/meine-daten/daten.json")
@public
def my_data_file() -> Any:
    """Send the same as a file for programs."""
    submission = _opened_or_404()
    answer = jsonify(stored_about(submission))
    name = f"ortsstimme-{submission.public_number}.json"
    answer.headers["Content-Disposition"] = f"attachment; filename={name}"
    answer.headers["Cache-Control"] = "no-store"
    return answer


@blueprint.get("/meine-daten/einschraenken")
@public
def restriction() -> Any:
    """Say what restricting means, and ask."""
    submission = _opened_or_404()
    _ensure(can_restrict(submission))
    return render_template("privacy/restrict.html", submission=submission)


@blueprint.post("/meine-daten/einschraenken")
@public
@commits
def send_restriction() -> Any:
    """Keep the contribution and do nothing else with it."""
    submission = _opened_or_404()
    _ensure(can_restrict(submission))
    restrict(submission)
    flash(_("Your contribution is restricted. Nobody reads it until you lift that."))
    return redirect(url_for("privacy.my_data"), 303)


@blueprint.post("/meine-daten/aufheben")
@public
@commits
def send_lifting() -> Any:
    """Put the contribution back as it was."""
    submission = _opened_or_404()
    _ensure(can_lift(submission))
    lift(submission)
    flash(_("The restriction is lifted. Everything is as it was before."))
    return redirect(url_for("privacy.my_data"), 303)


@blueprint.get("/meine-daten/widerspruch")
@public
def objection() -> Any:
    """Say what an objection is, and ask for the reason."""
    submission = _opened_or_404()
    _ensure(can_object(submission, requests_about(submission.id)))
    form = ObjectionForm(formdata=None)
    return render_template("privacy/object.html", submission=submission, form=form)


@blueprint.post("/meine-daten/widerspruch")
@public
@commits
def send_objection() -> Any:
    """Take the objection in."""
    submission, form = _opened_or_404(), ObjectionForm()
    _ensure(can_object(submission, requests_about(submission.id)))
    if not form.validate():
        return show_again("privacy/object.html", form, submission=submission)
    object_to(submission, form.text.data or "")
    flash(_("Thank you. The city answers you here within a month."))
    return redirect(url_for("privacy.my_data"), 303)


def _page(submission: Submission) -> str:
    requests = requests_about(submission.id)
    return render_template(
        "privacy/my_data.html",
        submission=submission,
        stored=stored_about(submission),
        locked=db.session.get(LockedText, submission.id),
        requests=requests,
        may_correct=can_correct(submission),
        may_restrict=can_restrict(submission),
        may_lift=can_lift(submission),
        may_object=can_object(submission, requests),
        may_delete=can_withdraw(submission),
    )


def _opened() -> Submission | None:
    """The contribution that this browser opened with its code, on the page `/beitrag/status`."""
    number = session.get("opened")
    return by_public_number(number) if number else None


def _opened_or_404() -> Submission:
    submission = _opened()
    if submission is None:
        abort(404)
    return submission


def _ensure(possible: bool) -> None:
    """Answer 409 to what the state does not allow (any more)."""
    if not possible:
        abort(409)
