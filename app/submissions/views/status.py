"""What became of a contribution, for whoever holds the receipt code."""

from typing import Any

from flask import abort, flash, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from flask_login import current_user

from app.shared.access import public
from app.shared.forms import show_again
from app.shared.transactions import commits
from app.submissions.forms import AnswerForm, ReceiptCodeForm, TextForm
from app.submissions.models import Submission
from app.submissions.policy import can_add, can_answer, can_correct, can_withdraw
from app.submissions.queries import (
    additions_to,
    events_of,
    history_of,
    messages_of,
    open_question,
)
from app.submissions.queries.own import keeps
from app.submissions.services import add, answer, correct, withdraw
from app.submissions.views import blueprint
from app.submissions.views.codes import behind_code
from app.submissions.views.opened import opened


@blueprint.get("/status")
@public
def status() -> Any:
    """Ask for the receipt code, or show the contribution that was opened with it."""
    submission = opened()
    if submission is None:
        return render_template("submissions/status_code.html", form=ReceiptCodeForm(formdata=None))
    return _history(submission, TextForm(formdata=None))


@blueprint.post("/status")
@public
@commits
def open_with_code() -> Any:
    """Look the code up; tries are limited."""
    form = ReceiptCodeForm()
    submission = behind_code(form)
    if submission is None:
        return show_again("submissions/status_code.html", form)
    session["opened"] = submission.public_number
    session.pop("opened_at_desk", None)
    target = "privacy.my_data" if request.form.get("to") == "data" else "submissions.status"
    return redirect(url_for(target), 303)


@blueprint.post("/status/schliessen")
@public
@commits
def close() -> Any:
    """Forget which contribution this browser has opened."""
    session.pop("opened", None)
    session.pop("opened_at_desk", None)
    session.pop("receipt", None)
    return redirect(url_for("submissions.status"), 303)


@blueprint.post("/status/ergaenzen")
@public
@commits
def add_text() -> Any:
    """Add something to the opened contribution."""
    submission, form = _opened_or_404(), TextForm()
    if not can_add(submission, len(additions_to(submission.id))):
        abort(409)
    if not form.validate():
        return _history(submission, form, 422)
    add(submission, form.text.data or "")
    flash(_("Thank you. What you added is with the city now."))
    return redirect(url_for("submissions.status"), 303)


@blueprint.post("/status/antworten")
@public
@commits
def send_answer() -> Any:
    """Answer the question of the city."""
    submission, form = _opened_or_404(), AnswerForm()
    if not can_answer(submission):
        abort(409)
    if not form.validate():
        return _history(submission, TextForm(formdata=None), 422, form)
    answer(submission, form.answer.data or "")
    flash(_("Thank you. Your answer is with the city now."))
    return redirect(url_for("submissions.status"), 303)


@blueprint.get("/status/korrigieren")
@public
def correction() -> Any:
    """Show the text to be corrected."""
    submission = _opened_or_404()
    if not can_correct(submission):
        abort(409)
    form = TextForm(formdata=None, data={"text": submission.text})
    return render_template("submissions/correct.html", form=form, submission=submission)


@blueprint.post("/status/korrigieren")
@public
@commits
def save_correction() -> Any:
    """Replace the text, as long as nobody has reviewed it."""
    submission, form = _opened_or_404(), TextForm()
    if not can_correct(submission):
        abort(409)
    if not form.validate():
        return show_again("submissions/correct.html", form, submission=submission)
    correct(submission, form.text.data or "")
    flash(_("Your text has been changed."))
    return redirect(url_for("submissions.status"), 303)


@blueprint.get("/status/loeschen")
@public
def deletion() -> Any:
    """Say what deleting means, and ask."""
    return render_template("submissions/delete.html", submission=_opened_or_404())


@blueprint.post("/status/loeschen")
@public
@commits
def delete() -> Any:
    """Delete what was written; the place, month and topic stay for statistics."""
    submission = _opened_or_404()
    if not can_withdraw(submission):
        abort(409)
    withdraw(submission)
    flash(_("Your contribution has been deleted."))
    return redirect(url_for("submissions.status"), 303)


def _history(
    submission: Submission, form: TextForm, code: int = 200, answer_form: AnswerForm | None = None
) -> Any:
    question, events = open_question(submission), events_of(submission.id)
    lines = [*history_of(submission.id), *events]
    earlier = [m for m in messages_of(submission.id) if not question or m.at < question.asked_at]
    page = render_template(
        "submissions/status.html",
        submission=submission,
        history=sorted(lines, key=lambda line: line.at),
        last_kind={event.reference: event.kind for event in events},
        messages=earlier,
        question=question,
        form=form,
        answer_form=answer_form or AnswerForm(formdata=None),
        may_add=can_add(submission, len(additions_to(submission.id))),
        may_correct=can_correct(submission),
        may_delete=can_withdraw(submission),
        may_keep=current_user.is_authenticated and not keeps(current_user.id, submission.id),
    )
    return page, code


def _opened_or_404() -> Submission:
    submission = opened()
    if submission is None:
        abort(404)
    return submission
