"""The queue and the item beside it."""

from typing import Any

from flask import abort, render_template, request
from flask_login import current_user

from app.accounts.models import Person
from app.accounts.policy import is_moderator
from app.guidelines.queries import catalogue
from app.moderation.forms import (
    CODE_FIELDS,
    DeclineForm,
    PassageForm,
    ReviewForm,
    VersionedForm,
    ViewForm,
    text_parts,
)
from app.moderation.forms.filtering import (
    QueueQuery,
    area_options,
    consultation_options,
    read_filters,
    zone_options,
)
from app.moderation.models import SecondCoding
from app.moderation.policy import (
    can_change_codes,
    can_code,
    can_decline,
    can_publish,
    can_see_codes,
    can_see_contact,
    can_take_back,
)
from app.moderation.queries import (
    claims_on,
    marks_on,
    pace,
    passages_among,
    second_coding_of,
    suggestions_for,
    views_of,
    waiting,
    workload,
)
from app.moderation.views import blueprint
from app.moderation.views.action_forms import action_context
from app.moderation.views.alike import alike_context, merged_context
from app.moderation.views.stored import Stored, stored_of
from app.shared.access import allowed_to
from app.shared.clock import now
from app.shared.i18n import CONTENT_LANGUAGES
from app.shared.paging import read_position
from app.shared.text import blacken
from app.submissions.models import CHANNELS, Submission
from app.submissions.policy import UNDO_TIME, is_open
from app.submissions.queries import (
    by_public_number,
    decided_lately,
    has_contact,
    history_of,
    number_in,
)

QUEUE_LENGTH = 30


@blueprint.get("/")
@allowed_to(is_moderator)
def queue() -> Any:
    """Show the queue, due first, with its first item open."""
    return queue_page()


@blueprint.get("/<number>")
@allowed_to(is_moderator)
def item(number: str) -> Any:
    """Show one contribution beside the queue."""
    return _opened(item_or_404(number))


def queue_page(view_form: ViewForm | None = None) -> Any:
    """Render the queue with its first item, and with this form for a new view."""
    page = _queue_page()
    first = page.rows[0] if page.rows else None
    more = {"view_form": view_form} if view_form else {}
    if first is None:
        context = _queue_context(page, claims={}, marks={}, **more)
        return render_template("moderation/queue.html", item=None, **context)
    return _opened(first, page, **more)


def _opened(submission: Submission, page: Any = None, **more: Any) -> Any:
    stored = stored_of(submission)
    form, decline_form = review_form(submission, stored), DeclineForm(formdata=None)
    return item_page(submission, form, decline_form, page, stored=stored, **more)


def item_or_404(number: str) -> Submission:
    """Return the contribution or end with 404."""
    submission = by_public_number(number)
    if submission is None:
        abort(404)
    return submission


def review_form(submission: Submission, stored: Stored | None = None) -> ReviewForm:
    """The form as stored; for a new contribution, as its submitter suggested."""
    stored = stored or stored_of(submission)
    form = ReviewForm(formdata=None)
    form.prepare(submission.text or "")
    form.version.data = submission.version
    whole = {coding.code_id for coding in stored.codings if coding.is_whole}
    chosen = whole if stored.codings else stored.hints
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
    passage_form: PassageForm | None = None,
    actions: dict[str, VersionedForm] | None = None,
    stored: Stored | None = None,
    **more: Any,
) -> Any:
    """Render the desk with this item and these forms."""
    page, stored = page or _queue_page(), stored or stored_of(submission)
    ids = [submission.id, *(row.id for row in page.rows)]
    claims, marks = claims_on(ids), marks_on(ids)
    second = second_coding_of(submission.id)
    return render_template(
        "moderation/queue.html",
        item=submission,
        form=form,
        decline_form=decline_form,
        version_form=VersionedForm(formdata=None, data={"version": submission.version}),
        **action_context(submission, decline_form, actions or {}),
        **_text_context(submission, form, stored),
        **_codes_context(submission, second, stored),
        **_passages_context(submission, second, stored, passage_form),
        **_rights(submission),
        **_colleagues(submission, claims, marks),
        **_queue_context(page, claims=claims, marks=marks, **more),
    )


def _text_context(submission: Submission, form: ReviewForm, stored: Stored) -> dict[str, Any]:
    """The text with what looks personal, how it will look, and what came later."""
    text = submission.text or ""
    passages = form.passages(text) or stored.redactions
    return {
        "parts": text_parts(text) if is_open(submission) else None,
        "preview": blacken(text, passages) if passages else None,
        "is_open": is_open(submission),
        "history": history_of(submission.id),
        **alike_context(submission),
    }


def _codes_context(
    submission: Submission, second: SecondCoding | None, stored: Stored
) -> dict[str, Any]:
    may_choose = can_change_codes(current_user, second)
    return {
        "hints": stored.hints,
        "codings": stored.codings,
        "catalogue": catalogue(),
        "suggestions": suggestions_for(submission.id) if may_choose else [],
        "code_fields": {kind: name for name, (kind, _label) in CODE_FIELDS.items()},
    }


def _colleagues(
    submission: Submission, claims: dict[int, Person], marks: dict[int, set[str]]
) -> dict[str, Any]:
    """Who has it open besides the reader, and whether somebody marked it."""
    person = claims.get(submission.id)
    return {
        "open_by": person if person and person.id != current_user.id else None,
        "open_by_me": person is not None and person.id == current_user.id,
        "item_marks": marks.get(submission.id, set()),
    }


def _passages_context(
    submission: Submission,
    second: SecondCoding | None,
    stored: Stored,
    form: PassageForm | None,
) -> dict[str, Any]:
    """Codes of passages, and what a second coder may not see yet."""
    if form is None:
        form = PassageForm(formdata=None, data={"version": submission.version})
        form.prepare(submission, stored.redactions)
    return {
        "second": second,
        "sees_codes": can_see_codes(current_user, second),
        "may_change_codes": can_change_codes(current_user, second),
        "passages": passages_among(stored.codings, submission),
        "passage_form": form,
    }


def _rights(submission: Submission) -> dict[str, bool]:
    return {
        "may_publish": can_publish(current_user, submission),
        "may_decline": can_decline(current_user, submission),
        "may_code": can_code(current_user, submission),
        "may_take_back": can_take_back(current_user, submission),
        "may_see_contact": can_see_contact(current_user, submission) and has_contact(submission.id),
    }


def filters() -> QueueQuery:
    """Return the filters of the address at hand."""
    return read_filters(request.args, current_user.id)


def _queue_page() -> Any:
    position = read_position(request.args.get("vor"))
    return waiting(position, QUEUE_LENGTH, filters().narrowed)


def _queue_context(page: Any, **more: Any) -> dict[str, Any]:
    return {
        "queue": page,
        "filters": filters(),
        "options": _options(),
        "view_form": ViewForm(formdata=None),
        "views": views_of(current_user),
        "number_waiting": number_in("received"),
        "workload": workload(),
        "pace": pace(),
        "now": now(),
        "decided": decided_lately(current_user.id, now() - UNDO_TIME),
        **merged_context(now() - UNDO_TIME),
        **more,
    }


def _options() -> dict[str, Any]:
    return {
        "areas": area_options(),
        "zones": zone_options(),
        "consultations": consultation_options(),
        "channels": CHANNELS,
        "languages": tuple(CONTENT_LANGUAGES),
    }
