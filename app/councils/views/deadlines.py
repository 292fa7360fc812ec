"""Running proposals for the city: what is due where, and recording the decision."""

from typing import Any

from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts.models import Office
from app.accounts.policy import offices_of
from app.accounts.queries import all_offices
from app.councils.forms.proposals import AnswerForm
from app.councils.models import Proposal
from app.councils.policy import can_decide, works_on_deadlines
from app.councils.queries.proposals import (
    answered_proposals,
    overdue_by_office,
    public_proposal,
    running_proposals,
)
from app.councils.services.proposals import answer_proposal
from app.councils.views import blueprint
from app.moderation.services import ChangedMeanwhile
from app.shared.access import allowed_to, ensure
from app.shared.database import db
from app.shared.errors import NotPossible
from app.shared.paging import read_position
from app.shared.transactions import commits
from app.shared.uploads import send_stored

LIST_LENGTH, LATELY = 30, 10
ALL = "alle"


@blueprint.get("/fristen")
@allowed_to(works_on_deadlines)
def deadlines() -> Any:
    """List running proposals, those due first first, of one office or of all."""
    offices = all_offices()
    chosen = _chosen([office for office in offices if office.id in offices_of(current_user)])
    office = next((one for one in offices if one.key == chosen), None)
    position = read_position(request.args.get("vor"))
    office_id = office.id if office else None
    return render_template(
        "councils/deadlines.html",
        offices=offices,
        figures=overdue_by_office(),
        office=office,
        page=running_proposals(office_id, position, LIST_LENGTH),
        is_first=position is None,
        answered=answered_proposals(office_id, LATELY),
    )


@blueprint.get("/fristen/<number>")
@allowed_to(works_on_deadlines)
def deadline_item(number: str) -> Any:
    """Show a proposal with the form for the decision."""
    found = _proposal_or_404(number)
    return _page(found, AnswerForm(formdata=None))


@blueprint.post("/fristen/<number>")
@allowed_to(works_on_deadlines)
@commits
def send_answer(number: str) -> Any:
    """Record what was decided; the council hears of it."""
    found, form = _proposal_or_404(number), AnswerForm()
    form.proposal = found
    ensure(found.status != "submitted" or can_decide(current_user, found))
    if not form.validate():
        db.session.rollback()
        return _page(found, form, 422)
    try:
        answer_proposal(current_user, found, form.version.data, form.answer())
    except (ChangedMeanwhile, NotPossible):
        return _conflict(number, form.reason.data or "")
    flash(_("The decision is recorded, and the council has been told."))
    return redirect(url_for("councils.deadline_item", number=number), 303)


@blueprint.get("/fristen/<number>/beschluss")
@allowed_to(works_on_deadlines)
def deadline_file(number: str) -> Response:
    """Hand out the attached resolution to whom the proposal was sent."""
    found = _proposal_or_404(number)
    if found.file is None:
        abort(404)
    return send_stored(found.file)


def _chosen(own: list[Office]) -> str:
    return request.args.get("amt") or (own[0].key if own else ALL)


def _page(found: Proposal, form: AnswerForm, code: int = 200) -> Any:
    html = render_template(
        "councils/deadline.html",
        proposal=found,
        form=form,
        may_decide=can_decide(current_user, found),
    )
    return html, code


def _proposal_or_404(number: str) -> Proposal:
    found = public_proposal(number)
    if found is None:
        abort(404)
    return found


def _conflict(number: str, mine: str) -> Any:
    db.session.rollback()
    db.session.expire_all()
    found = public_proposal(number)
    back = url_for("councils.deadline_item", number=number)
    return render_template(
        "councils/proposal_conflict.html", proposal=found, mine=mine, back=back
    ), 409
