"""The work lists of official answers: what waits for one, drafts, and what was answered."""

from typing import Any

from flask import render_template, request
from flask_login import current_user

from app.accounts.policy import is_moderator, offices_of
from app.accounts.queries import all_offices
from app.areas.queries import directory as areas
from app.areas.queries import zone_tokens
from app.guidelines.queries import catalogue
from app.moderation.queries import counts_of
from app.plan.forms.answers import chosen_filters, read_waiting_wish
from app.plan.policy import works_on_plan
from app.plan.queries.answers import drafts, given_answers
from app.plan.queries.unanswered import drafted, unanswered, unanswered_concerns
from app.plan.views import blueprint
from app.shared.access import allowed_to
from app.shared.paging import read_position

LIST_LENGTH = 30
CONCERNS = "anliegen"


@blueprint.get("/arbeit/antworten")
@allowed_to(works_on_plan)
def waiting() -> Any:
    """List what waits for an answer, the longest waiting first: contributions, or concerns."""
    wish, position = read_waiting_wish(request.args), read_position(request.args.get("vor"))
    if request.args.get("art") == CONCERNS:
        concerns = unanswered_concerns(wish, position, LIST_LENGTH)
        ids = [one.id for one in concerns.rows]
        return _page("concern", concerns, counts=counts_of(ids), drafted=drafted("concern", ids))
    page = unanswered(wish, position, LIST_LENGTH)
    return _page("submission", page, drafted=drafted("submission", [one.id for one in page.rows]))


@blueprint.get("/arbeit/antworten/entwuerfe")
@allowed_to(works_on_plan)
def answer_drafts() -> Any:
    """List drafts of the own offices, for moderators of all."""
    position = read_position(request.args.get("vor"))
    own = None if is_moderator(current_user) else offices_of(current_user)
    return render_template(
        "plan/answer_list.html",
        kind="drafts",
        page=drafts(own, position, LIST_LENGTH),
        is_first=position is None,
    )


@blueprint.get("/arbeit/antworten/gegeben")
@allowed_to(works_on_plan)
def answers_given() -> Any:
    """List the answers that were released, the newest first."""
    position = read_position(request.args.get("vor"))
    return render_template(
        "plan/answer_list.html",
        kind="given",
        page=given_answers(position, LIST_LENGTH),
        is_first=position is None,
    )


def _page(kind: str, page: Any, **more: Any) -> str:
    return render_template(
        "plan/waiting.html",
        kind=kind,
        page=page,
        is_first="vor" not in request.args,
        filters=chosen_filters(request.args),
        areas=areas().entries,
        zones=zone_tokens(),
        fields=[code for code in catalogue().codes if code.kind == "field"],
        offices=all_offices(),
        **more,
    )
