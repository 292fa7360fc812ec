"""The workbench: queue, item, decisions."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts.policy import is_moderator
from app.areas.queries import directory as areas
from app.guidelines.queries import catalogue
from app.moderation.forms import CODE_FIELDS, DeclineForm, ReviewForm, VersionedForm, text_parts
from app.moderation.policy import can_code, can_decline, can_publish, can_take_back
from app.moderation.queries import codings_of, next_waiting, waiting
from app.moderation.services import (
    ChangedMeanwhile,
    assign_codes,
    decline,
    note_look_at_original,
    publish,
    take_back,
)
from app.shared.access import allowed_to, ensure
from app.shared.clock import now
from app.shared.database import db
from app.shared.paging import read_position
from app.shared.text import blacken
from app.shared.transactions import commits
from app.submissions.models import Submission
from app.submissions.queries import (
    additions_to,
    by_public_number,
    hints_of,
    history_of,
    number_in,
    redactions_of,
)

QUEUE_LENGTH = 30

blueprint = Blueprint("moderation", __name__, url_prefix="/moderation")


@blueprint.get("/")
@allowed_to(is_moderator)
def queue() -> Any:
    """Show the queue, due first, with its first item open."""
    page = _queue_page()
    first = page.rows[0] if page.rows else None
    if first is None:
        return render_template("moderation/queue.html", item=None, **_queue_context(page))
    return _item_page(first, _review_form(first), DeclineForm(formdata=None), page)


@blueprint.get("/<number>")
@allowed_to(is_moderator)
def item(number: str) -> Any:
    """Show one contribution beside the queue."""
    submission = _item_or_404(number)
    return _item_page(submission, _review_form(submission), DeclineForm(formdata=None))


@blueprint.post("/<number>")
@allowed_to(is_moderator)
@commits
def review(number: str) -> Any:
    """Publish, save the codes alone, or show how the text would look."""
    submission = _item_or_404(number)
    form, action = ReviewForm(), request.form.get("action", "preview")
    form.prepare(submission.text or "")
    ensure((can_publish if action == "publish" else can_code)(current_user, submission))
    if not _is_right(form, submission.text or "") or action == "preview":
        return _shown_again(submission, form, DeclineForm(formdata=None), form.errors)
    passages, codes = form.passages(submission.text or ""), form.code_ids()
    try:
        if action == "publish":
            note = form.note.data or None
            publish(current_user, submission, form.version.data, passages, codes, note)
        else:
            assign_codes(current_user, submission, form.version.data, codes, form.note.data or None)
    except ChangedMeanwhile:
        return _conflict(number, blacken(submission.text or "", passages), codes, None)
    return _done(submission, action)


@blueprint.post("/<number>/ablehnen")
@allowed_to(is_moderator)
@commits
def send_decline(number: str) -> Any:
    """Decline with a reason."""
    submission, form = _item_or_404(number), DeclineForm()
    ensure(can_decline(current_user, submission))
    if not form.validate():
        return _shown_again(submission, _review_form(submission), form, form.errors)
    try:
        decline(current_user, submission, form.version.data, form.full_reason())
    except ChangedMeanwhile:
        return _conflict(number, None, [], form.full_reason())
    return _done(submission, "decline")


@blueprint.post("/<number>/zuruecknehmen")
@allowed_to(is_moderator)
@commits
def send_take_back(number: str) -> Any:
    """Put a decided contribution back into the queue."""
    submission, form = _item_or_404(number), VersionedForm()
    ensure(can_take_back(current_user, submission))
    if not form.validate():
        abort(400)
    try:
        take_back(current_user, submission, form.version.data)
    except ChangedMeanwhile:
        return _conflict(number, None, [], None)
    flash(_("%(number)s is back in the queue.", number=submission.public_number))
    return redirect(url_for("moderation.item", number=number), 303)


@blueprint.post("/<number>/original")
@allowed_to(is_moderator)
@commits
def look_at_original(number: str) -> Any:
    """Show the text under the blackened passages; the look is kept on record."""
    submission = _item_or_404(number)
    note_look_at_original(current_user, submission)
    return render_template("moderation/original.html", item=submission)


def _item_or_404(number: str) -> Submission:
    submission = by_public_number(number)
    if submission is None:
        abort(404)
    return submission


def _review_form(submission: Submission) -> ReviewForm:
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


def _is_right(form: ReviewForm, text: str) -> bool:
    right = form.validate()
    missing = form.missing_words(text)
    if missing:
        words = ", ".join(missing)
        form.words.errors = [_("This does not stand in the text: %(words)s", words=words)]
    return bool(right) and not missing


def _shown_again(
    submission: Submission, form: ReviewForm, decline_form: DeclineForm, errors: Any
) -> Any:
    db.session.rollback()
    code = 422 if errors or form.words.errors else 200
    return _item_page(submission, form, decline_form), code


def _item_page(
    submission: Submission, form: ReviewForm, decline_form: DeclineForm, page: Any = None
) -> Any:
    passages = form.passages(submission.text or "") or redactions_of(submission.id)
    if decline_form.version.data is None:
        decline_form.version.data = submission.version
    return render_template(
        "moderation/queue.html",
        item=submission,
        form=form,
        decline_form=decline_form,
        version_form=VersionedForm(formdata=None, data={"version": submission.version}),
        parts=text_parts(submission.text or "") if submission.status == "received" else None,
        preview=blacken(submission.text or "", passages) if passages else None,
        additions=additions_to(submission.id),
        history=history_of(submission.id),
        hints=set(hints_of(submission.id)),
        codings=codings_of([submission.id]).get(submission.id, []),
        may_publish=can_publish(current_user, submission),
        may_decline=can_decline(current_user, submission),
        may_code=can_code(current_user, submission),
        may_take_back=can_take_back(current_user, submission),
        **_queue_context(page or _queue_page()),
    )


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
        "catalogue": catalogue(),
        "now": now(),
    }


def _conflict(number: str, text: str | None, code_ids: list[int], reason: str | None) -> Any:
    """Somebody was quicker: show what is stored and what was about to be stored."""
    db.session.rollback()
    db.session.expire_all()
    submission = _item_or_404(number)
    known = catalogue().by_id
    page = render_template(
        "moderation/conflict.html",
        item=submission,
        history=history_of(submission.id),
        codings=codings_of([submission.id]).get(submission.id, []),
        my_text=text,
        my_codes=[known[code_id] for code_id in code_ids if code_id in known],
        my_reason=reason,
    )
    return page, 409


def _done(submission: Submission, action: str) -> Any:
    done = {
        "publish": _("%(number)s is published.", number=submission.public_number),
        "decline": _("%(number)s is declined.", number=submission.public_number),
    }
    flash(done.get(action, _("The codes are saved.")))
    following = next_waiting(submission.id) if action in done else submission
    if following is None:
        return redirect(url_for("moderation.queue"), 303)
    return redirect(url_for("moderation.item", number=following.public_number), 303)
