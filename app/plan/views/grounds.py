"""Everything that a measure rests on: for everybody, and for staff with what is not public."""

from typing import Any

from flask import abort, redirect, render_template, request, url_for
from flask_login import current_user

from app.guidelines.queries import catalogue
from app.moderation.queries import codes_of
from app.moderation.queries.code_grounds import code_grounds
from app.plan.models import Measure
from app.plan.policy import can_change, is_public, works_on_plan
from app.plan.queries import measure_by_number
from app.plan.queries.grounds import (
    concerns_behind,
    contributions_behind,
    evidence_by_id,
    evidence_ids,
    figures_behind,
    proposals_behind,
    statements_behind,
)
from app.plan.services import ground_from, reference_of, remove_evidence
from app.plan.views import blueprint
from app.shared.access import allowed_to, ensure, public
from app.shared.errors import NotPossible
from app.shared.page_cache import kept_ready
from app.shared.paging import read_position
from app.shared.transactions import commits

LIST_LENGTH = 30


@blueprint.get("/massnahmen/<number>/belege")
@public
@kept_ready
def grounds(number: str) -> Any:
    """List the published contributions behind a measure, those received last first."""
    measure = _measure_or_404(number)
    if not is_public(measure):
        abort(404)
    return _page("plan/grounds.html", measure, all_states=False)


@blueprint.get("/arbeit/massnahmen/<number>/belege")
@allowed_to(works_on_plan)
def all_grounds(number: str) -> Any:
    """List everything behind a measure, and let it be taken away."""
    measure = _measure_or_404(number)
    removed = ground_from(request.args.get("entfernt", ""))
    return _page(
        "plan/all_grounds.html",
        measure,
        all_states=True,
        removed=removed,
        is_refused="bleibt" in request.args,
        evidence_ids=evidence_ids(measure.id),
        may_change=can_change(current_user, measure),
        concerns=concerns_behind(measure.id),
        statements=statements_behind(measure.id),
        proposals=proposals_behind(measure.id),
    )


@blueprint.post("/arbeit/massnahmen/<number>/belege/entfernen")
@allowed_to(works_on_plan)
@commits
def send_removal(number: str) -> Any:
    """Let the measure no longer rest on one thing; the page then offers to undo it."""
    measure, typed = _measure_or_404(number), request.form.get("beleg", "")
    ensure(can_change(current_user, measure))
    is_number = typed.isdecimal() and len(typed) < 16
    evidence = evidence_by_id(measure.id, int(typed)) if is_number else None
    if evidence is None:
        abort(404)
    reference = reference_of(evidence)
    try:
        remove_evidence(current_user, measure, evidence)
    except NotPossible:
        return redirect(url_for("plan.all_grounds", number=number, bleibt="ja"), 303)
    return redirect(url_for("plan.all_grounds", number=number, entfernt=reference), 303)


def _page(template: str, measure: Measure, *, all_states: bool, **more: Any) -> str:
    position = read_position(request.args.get("vor"))
    page = contributions_behind(measure.id, position, LIST_LENGTH, all_states=all_states)
    behind = code_grounds(page.rows) if all_states else {}
    ids = [one.id for one in page.rows]
    codes, known = codes_of(ids), catalogue().by_id
    return render_template(
        template,
        measure=measure,
        figures=figures_behind(measure.id),
        page=page,
        is_first=position is None,
        codes={one: [known[c] for c in codes.get(one, ()) if c in known] for one in ids},
        behind=behind,
        **more,
    )


def _measure_or_404(number: str) -> Measure:
    found = measure_by_number(number[:20])
    if found is None:
        abort(404)
    return found
