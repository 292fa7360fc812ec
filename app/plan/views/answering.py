"""One official answer: writing, changing, releasing, taking back."""

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from app.plan.forms.answers import AnswerForm, WithdrawalForm
from app.plan.models import Answer
from app.plan.policy import (
    can_edit_answer,
    can_see_answer,
    can_withdraw_answer,
    may_answer_for,
    works_on_plan,
)
from app.plan.queries import answer_by_id
from app.plan.queries.subjects import Subject, is_subject_public, subject_by_number, subject_of
from app.plan.services import change_answer, create_answer
from app.plan.views import blueprint
from app.shared.access import allowed_to, ensure
from app.shared.clock import today
from app.shared.database import db
from app.shared.errors import Conflict, NotPossible
from app.shared.forms import show_again
from app.shared.transactions import commits


@blueprint.get("/arbeit/antworten/neu")
@allowed_to(works_on_plan)
def new_answer() -> Any:
    """Show an empty answer to the contribution or concern that the address names."""
    subject = _subject_or_404()
    form = AnswerForm(formdata=None, data={"version": 0, "answered_on": today()})
    form.set_offices()
    return render_template("plan/answer_form.html", form=form, subject=subject)


@blueprint.post("/arbeit/antworten/neu")
@allowed_to(works_on_plan)
@commits
def send_new_answer() -> Any:
    """Store a draft."""
    subject, form = _subject_or_404(), AnswerForm()
    form.set_offices()
    if not form.validate():
        return show_again("plan/answer_form.html", form, subject=subject)
    answer = create_answer(current_user, subject, form.draft())
    flash(_("The draft is stored. Only the office sees it until it is released."))
    return back_to(answer)


@blueprint.get("/arbeit/antworten/<int:answer_id>")
@allowed_to(works_on_plan)
def answer(answer_id: int) -> Any:
    """Show an answer; a draft can be changed."""
    found = answer_or_404(answer_id)
    return answer_page(found, as_stored(found))


@blueprint.post("/arbeit/antworten/<int:answer_id>")
@allowed_to(works_on_plan)
@commits
def save_answer(answer_id: int) -> Any:
    """Change a draft."""
    found, form = answer_or_404(answer_id), AnswerForm()
    form.set_offices()
    ensure(may_answer_for(current_user, found.office_id))
    if not form.validate():
        db.session.rollback()
        return answer_page(found, form), 422
    try:
        change_answer(current_user, found, form.version.data, form.draft())
    except (Conflict, NotPossible):
        return conflict(answer_id, form)
    flash(_("The draft is stored. Only the office sees it until it is released."))
    return back_to(found)


def answer_or_404(answer_id: int) -> Answer:
    """Return the answer if the person may open it, else end with 404."""
    found = answer_by_id(answer_id)
    if found is None or not can_see_answer(current_user, found):
        abort(404)
    return found


def as_stored(found: Answer) -> AnswerForm:
    """Return the form with what is stored."""
    form = AnswerForm(formdata=None)
    form.set_offices()
    form.fill(found)
    return form


def answer_page(
    found: Answer,
    form: AnswerForm,
    withdrawal_form: WithdrawalForm | None = None,
    stored: Answer | None = None,
) -> str:
    """Render an answer with these forms; `stored` is what somebody else saved meanwhile."""
    return render_template(
        "plan/answer.html",
        answer=found,
        subject=subject_of(found),
        is_subject_public=is_subject_public(found),
        form=form,
        withdrawal_form=withdrawal_form or WithdrawalForm(formdata=None),
        stored=stored,
        may_edit=can_edit_answer(current_user, found),
        may_withdraw=can_withdraw_answer(current_user, found),
    )


def conflict(answer_id: int, form: AnswerForm | None = None) -> Any:
    """Somebody was quicker: what is stored, and what was about to be stored."""
    db.session.rollback()
    db.session.expire_all()
    found = answer_or_404(answer_id)
    form = form or as_stored(found)
    form.version.data = found.version
    return answer_page(found, form, stored=found), 409


def back_to(found: Answer) -> Any:
    """Go to the page of an answer."""
    return redirect(url_for("plan.answer", answer_id=found.id), 303)


def _subject_or_404() -> Subject:
    found = subject_by_number(request.args.get("zu", "")[:40])
    if found is None:
        abort(404)
    return found
