"""Keying in what came by telephone, over the counter, or on paper; and reading out the code."""

from typing import Any

from flask import redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts.policy import is_moderator
from app.consultations.queries import ConsultationEntry, permanent
from app.consultations.queries import by_slug as consultation_by_slug
from app.shared.access import allowed_to
from app.shared.forms import show_again
from app.shared.mail import can_send
from app.shared.transactions import commits
from app.submissions.forms import EntryForm
from app.submissions.services import OtherContent, submit
from app.submissions.views import blueprint
from app.submissions.views.form_keys import new_key, read_key

# What the next contribution of a pile has in common with the one before.
CARRIED = ("channel", "consultation", "place", "received_on")


@blueprint.get("/erfassen")
@allowed_to(is_moderator)
def enter() -> Any:
    """Open the form, with what the contribution before had in common."""
    form = EntryForm(formdata=None, data=_carried())
    form.prepare()
    form.submission_key.data = new_key()
    return render_template("submissions/enter.html", **_context(form), problem=None)


@blueprint.post("/erfassen")
@allowed_to(is_moderator)
@commits
def send_entered() -> Any:
    """Store it, and show the code to read out or print."""
    form = EntryForm()
    form.prepare()
    key = read_key(form.submission_key.data)
    if not form.validate() or key is None:
        problem = None if key else _("This page was open for a long time. Please send again.")
        form.submission_key.data = form.submission_key.data if key else new_key()
        return show_again("submissions/enter.html", problem=problem, **_context(form))
    try:
        number = submit(form.entered_by(current_user.id, _consultation(form)), key.key)
    except OtherContent:
        form.submission_key.data = new_key()
        problem = _("Another text was sent from this page before. Please send again.")
        return show_again("submissions/enter.html", status=409, problem=problem, **_context(form))
    again = {name: request.form[name] for name in CARRIED if request.form.get(name)}
    session["receipt"] = {"number": number, "key": key.key, "again": again}
    return redirect(url_for("submissions.receipt", number=number), 303)


def _carried() -> dict[str, Any]:
    form = EntryForm(request.args)
    return {name: form[name].data for name in CARRIED if form[name].data}


def _context(form: EntryForm) -> dict[str, Any]:
    return {"form": form, "consultation": _consultation(form), "can_mail": can_send()}


def _consultation(form: EntryForm) -> ConsultationEntry:
    named = consultation_by_slug(form.consultation.data or "")
    return named or permanent()
