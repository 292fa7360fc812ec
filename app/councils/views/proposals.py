"""A council's proposals: list, writing, looking through, handing in."""

from typing import Any

from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts.policy import councils_of, is_on_a_council
from app.councils.forms.proposals import ProposalForm, SubmitForm
from app.councils.models import RIGHT_OF_PROPOSAL, Proposal
from app.councils.policy import can_submit, can_write_proposal
from app.councils.queries.laws import law_on
from app.councils.queries.proposals import proposal_by_id, proposals_of
from app.councils.services.deadlines import deadline
from app.councils.services.proposals import (
    create_proposal,
    delete_draft,
    missing_for_submission,
    save_proposal,
    submit_proposal,
)
from app.councils.views import blueprint
from app.councils.views.choosing import council_at_hand, own_councils
from app.moderation.services import ChangedMeanwhile
from app.shared.access import allowed_to
from app.shared.clock import now, today
from app.shared.database import db
from app.shared.errors import NotPossible
from app.shared.forms import show_again
from app.shared.paging import read_position
from app.shared.transactions import commits
from app.shared.uploads import send_stored, takes_file

LIST_LENGTH = 30


@blueprint.get("/vorschlaege")
@allowed_to(is_on_a_council)
def proposals() -> Any:
    """List the proposals of a council of the person, the newest first."""
    position, council = read_position(request.args.get("vor")), council_at_hand()
    return render_template(
        "councils/proposals.html",
        council=council,
        choices=[(one.key, one.name) for one in own_councils()],
        page=proposals_of([council.id], position, LIST_LENGTH),
        is_first=position is None,
    )


@blueprint.get("/vorschlaege/neu")
@allowed_to(is_on_a_council)
def new_proposal() -> Any:
    """Show an empty form."""
    council, form = council_at_hand(), ProposalForm(formdata=None)
    form.set_council(council)
    form.version.data = 0
    return render_template("councils/proposal_form.html", form=form, council=council, proposal=None)


@blueprint.post("/vorschlaege/neu")
@allowed_to(is_on_a_council)
@takes_file
@commits
def send_new_proposal() -> Any:
    """Store a draft."""
    council, form = council_at_hand(), ProposalForm()
    form.set_council(council)
    if not form.validate():
        return show_again("councils/proposal_form.html", form, council=council, proposal=None)
    made = create_proposal(current_user, council.id, form.draft())
    flash(_("The draft is saved. Nobody outside the council sees it."))
    return _to(made.id)


@blueprint.get("/vorschlaege/<int:proposal_id>")
@allowed_to(is_on_a_council)
def proposal(proposal_id: int) -> Any:
    """Show a proposal of an own council: a draft with what is missing, else with its clock."""
    return _page(_own_or_404(proposal_id))


@blueprint.get("/vorschlaege/<int:proposal_id>/bearbeiten")
@allowed_to(is_on_a_council)
def edit_proposal(proposal_id: int) -> Any:
    """Show the form of a draft."""
    found, form = _draft_or_404(proposal_id), ProposalForm(formdata=None)
    form.set_council(found.council)
    form.fill(found)
    return render_template(
        "councils/proposal_form.html", form=form, council=found.council, proposal=found
    )


@blueprint.post("/vorschlaege/<int:proposal_id>/bearbeiten")
@allowed_to(is_on_a_council)
@takes_file
@commits
def send_proposal(proposal_id: int) -> Any:
    """Change a draft."""
    found, form = _draft_or_404(proposal_id), ProposalForm()
    council = found.council
    form.set_council(council)
    if not form.validate():
        return show_again("councils/proposal_form.html", form, council=council, proposal=found)
    try:
        save_proposal(current_user, found, form.version.data, form.draft())
    except (ChangedMeanwhile, NotPossible):
        return _conflict(proposal_id, f"{form.title.data}\n\n{form.text.data}")
    flash(_("The draft is saved. Nobody outside the council sees it."))
    return _to(proposal_id)


@blueprint.post("/vorschlaege/<int:proposal_id>/einreichen")
@allowed_to(is_on_a_council)
@commits
def submit(proposal_id: int) -> Any:
    """Hand the draft in; the clock starts."""
    found, form = _own_or_404(proposal_id), SubmitForm()
    if not form.validate() or not can_submit(current_user, found):
        abort(403)
    if missing_for_submission(found):
        return _page(found, 422)
    try:
        submit_proposal(current_user, found, form.version.data)
    except (ChangedMeanwhile, NotPossible):
        return _conflict(proposal_id, _("hand in the proposal"))
    flash(_("The proposal has been handed in. The period runs."))
    return _to(proposal_id)


@blueprint.post("/vorschlaege/<int:proposal_id>/loeschen")
@allowed_to(is_on_a_council)
@commits
def send_delete_draft(proposal_id: int) -> Any:
    """Delete a draft for good."""
    found, form = _draft_or_404(proposal_id), SubmitForm()
    key = found.council.key
    form.validate()
    try:
        delete_draft(current_user, found, form.version.data)
    except (ChangedMeanwhile, NotPossible):
        return _conflict(proposal_id, _("delete the draft"))
    flash(_("The draft is deleted."))
    return redirect(url_for("councils.proposals", rat=key), 303)


@blueprint.get("/vorschlaege/<int:proposal_id>/beschluss")
@allowed_to(is_on_a_council)
def proposal_file(proposal_id: int) -> Response:
    """Hand out the attached resolution to the council."""
    found = _own_or_404(proposal_id)
    if found.file is None:
        abort(404)
    return send_stored(found.file)


def _page(found: Proposal, code: int = 200) -> Any:
    law = law_on(RIGHT_OF_PROPOSAL, today())
    html = render_template(
        "councils/proposal.html",
        council=found.council,
        proposal=found,
        missing=missing_for_submission(found) if found.status == "draft" else [],
        period=deadline(now(), law),
        may_write=can_write_proposal(current_user, found),
        may_submit=can_submit(current_user, found),
    )
    return html, code


def _own_or_404(proposal_id: int) -> Proposal:
    found = proposal_by_id(proposal_id)
    if found is None or found.council_id not in councils_of(current_user):
        abort(404)
    return found


def _draft_or_404(proposal_id: int) -> Proposal:
    found = _own_or_404(proposal_id)
    if not can_write_proposal(current_user, found):
        abort(404)
    return found


def _conflict(proposal_id: int, mine: str) -> Any:
    db.session.rollback()
    db.session.expire_all()
    found = proposal_by_id(proposal_id)
    back = url_for("councils.proposal", proposal_id=proposal_id)
    return render_template(
        "councils/proposal_conflict.html", proposal=found, mine=mine, back=back
    ), 409


def _to(proposal_id: int) -> Any:
    return redirect(url_for("councils.proposal", proposal_id=proposal_id), 303)
