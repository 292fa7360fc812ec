"""The desk of an organisation: what it sent, what became of it, and what the city asks."""

from typing import Any

from flask import abort, redirect, render_template, request, session, url_for
from flask_login import current_user

from app.accounts.models import Organisation
from app.accounts.policy import is_in_an_organisation, manages, organisations_held
from app.shared.access import allowed_to
from app.shared.paging import read_position
from app.shared.transactions import commits
from app.submissions.policy import may_act_for
from app.submissions.queries import by_public_number
from app.submissions.queries.organisations import figures_sent_by, questions_to, sent_by
from app.submissions.views.organisations import blueprint

PAGE_LENGTH = 20


@blueprint.get("/organisation/")
@allowed_to(is_in_an_organisation)
def desk() -> Any:
    """Show the ways to take part, open questions, and everything sent, paged by key."""
    own = organisations_held(current_user)
    organisation = _chosen(own, request.args.get("organisation"))
    position = read_position(request.args.get("vor"))
    return render_template(
        "organisations/desk.html",
        organisation=organisation,
        others=[other for other in own if other is not organisation],
        may_manage=manages(current_user, organisation.id),
        questions=questions_to(organisation.id),
        figures=figures_sent_by(organisation.id),
        page=sent_by(organisation.id, position, PAGE_LENGTH),
        is_first=position is None,
    )


@blueprint.post("/organisation/beitrag/<number>/oeffnen")
@allowed_to(is_in_an_organisation)
@commits
def open_contribution(number: str) -> Any:
    """Open a contribution of the own organisation as its receipt code would."""
    submission = by_public_number(number)
    if submission is None or not may_act_for(current_user, submission):
        abort(404)
    session["opened"] = submission.public_number
    session["opened_at_desk"] = True
    return redirect(url_for("submissions.status"), 303)


def _chosen(own: list[Organisation], key: str | None) -> Organisation:
    return next((one for one in own if one.key == key), own[0])
