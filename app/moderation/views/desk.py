"""The queue and the item beside it."""

from typing import Any

from flask import abort, render_template, request
from flask_login import current_user

from app.accounts.policy import is_moderator
from app.areas.queries import directory as areas
from app.guidelines.queries import catalogue
from app.moderation.forms import CODE_FIELDS, DeclineForm, ReviewForm, VersionedForm, text_parts
from app.moderation.policy import can_code, can_decline, can_publish, can_take_back
from app.moderation.queries import alike, codings_of, is_compared, waiting
from app.moderation.views import blueprint
from app.moderation.views.action_forms import action_context
from app.shared.access import allowed_to
from app.shared.clock import now
from app.shared.paging import read_position
from app.shared.text import blacken
from app.submissions.models import Submission
from app.submissions.policy import UNDO_TIME, is_open
from app.submissions.queries import (
    by_public_number,
    decided_lately,
    hints_of,
    history_of,
    number_in,
    redactions_of,
)

QUEUE_LENGTH = 30


@blueprint.get("/")
@allowed_to(is_moderator)
def queue() -> Any:
    """Show the queue, due first, with its first item open."""
    page = _queue_page()
    first = page.rows[0] if page.rows else None
    if first is None:
        return render_template("moderation/queue.html", item=None, **_queue_context(page))
    return item_page(first, review_form(first), DeclineForm(formdata=None), page)


@blueprint.get("/<number>")
@allowed_to(is_moderator)
def item(number: str) -> Any:
    """Show one contribution beside the queue."""
    submission = item_or_404(number)
    return item_page(submission, review_form(submission), DeclineForm(formdata=None))


def item_or_404(number: str) -> Submission:
    """Return the contribution or end with 404."""
    submission = by_public_number(number)
    if submission is None:
        abort(404)
    return submission


def review_form(submission: Submission) -> ReviewForm:
    """The form as stored; for a new contribution, as its submitter suggested."""
    form = ReviewForm(formdata=None)
    form.prepare(submission.text or "")
    form.version.data = submission.version
    codings = codings_of([submission.id]).get(submission.id, [])
    chosen = {coding.code_id for coding in codings} or set(hints_of(submission.id))
    known = catalogue().by_id
    for name, (kind, _label) in CODE_FIELDS.items():
        of_kind = [i for i in chosen if i in known and known[i].kind == kind]
        form[name].data = [str(code_id) for code_id in of_kind]
    return form


def item_page(
    submission: Submission,
    form: ReviewForm,
    decline_form: DeclineForm,
    page: Any = None,
    actions: dict[str, VersionedForm] | None = None,
) -> Any:
    """Render the desk with this item and these forms."""
    return render_template(
        "moderation/queue.html",
        item=submission,
        form=form,
        decline_form=decline_form,
        version_form=VersionedForm(formdata=None, data={"version": submission.version}),
        **action_context(submission, decline_form, actions or {}),
        **_text_context(submission, form),
        **_codes_context(submission),
        **_rights(submission),
        **_queue_context(page or _queue_page()),
    )


def _text_context(submission: Submission, form: ReviewForm) -> dict[str, Any]:
    """The text with what looks personal, how it will look, and what came later."""
    text = submission.text or ""
    passages = form.passages(text) or redactions_of(submission.id)
    return {
        "parts": text_parts(text) if is_open(submission) else None,
        "preview": blacken(text, passages) if passages else None,
        "is_open": is_open(submission),
        "history": history_of(submission.id),
        "alike": alike(submission.id),
        "is_compared": is_compared(submission.id),
    }


def _codes_context(submission: Submission) -> dict[str, Any]:
    return {
        "hints": set(hints_of(submission.id)),
        "codings": codings_of([submission.id]).get(submission.id, []),
        "catalogue": catalogue(),
    }


def _rights(submission: Submission) -> dict[str, bool]:
    return {
        "may_publish": can_publish(current_user, submission),
        "may_decline": can_decline(current_user, submission),
        "may_code": can_code(current_user, submission),
        "may_take_back": can_take_back(current_user, submission),
    }


def _queue_page() -> Any:
    area = areas().by_slug.get(request.args.get("ortsteil", ""))
    position = read_position(request.args.get("vor"))
    return waiting(position, QUEUE_LENGTH, area.id if area else None)


def _queue_context(page: Any) -> dict[str, Any]:
    return {
        "queue": page,
        "number_waiting": number_in("received"),
        "areas": areas().entries,
        "area_slug": request.args.get("ortsteil", ""),
        "now": now(),
        "decided": decided_lately(current_user.id, now() - UNDO_TIME),
    }
