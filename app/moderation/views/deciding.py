"""What moderators do with a contribution."""

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts.policy import is_moderator
from app.accounts.services import record
from app.guidelines.queries import catalogue
from app.moderation.forms import DeclineForm, ReviewForm, VersionedForm, merged
from app.moderation.queries import codings_seen_by, next_waiting
from app.moderation.services import (
    ChangedMeanwhile,
    assign_codes,
    claim,
    decline,
    note_look_at_original,
    publish,
    take_back,
)
from app.moderation.views import blueprint
from app.moderation.views.action_forms import offer
from app.moderation.views.desk import filters, item_or_404, item_page, review_form
from app.shared.access import allowed_to
from app.shared.database import db
from app.shared.text import blacken
from app.shared.transactions import commit_apart, commits
from app.submissions.models import Submission
from app.submissions.queries import history_of, redactions_of


@blueprint.post("/<number>")
@allowed_to(is_moderator)
@commits
def review(number: str) -> Any:
    """Publish, save the codes alone, or show how the text would look."""
    submission = item_or_404(number)
    form, action = ReviewForm(), request.form.get("action", "preview")
    form.prepare(submission.text or "")
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
        return conflict(number, passages, codes, None)
    return done(submission, action)


@blueprint.post("/<number>/ablehnen")
@allowed_to(is_moderator)
@commits
def send_decline(number: str) -> Any:
    """Decline with a reason."""
    submission, form = item_or_404(number), DeclineForm()
    offer(form, submission)
    if request.form.get("go") == "insert":
        form.insert()
        return _shown_again(submission, review_form(submission), form, {})
    if not form.validate():
        return _shown_again(submission, review_form(submission), form, form.errors)
    reason, rule = form.full_reason(submission.language), form.chosen()
    key = rule.key if rule else None
    try:
        decline(current_user, submission, form.version.data, reason, key)
    except ChangedMeanwhile:
        return conflict(number, None, [], reason)
    return done(submission, "decline")


@blueprint.post("/<number>/zuruecknehmen")
@allowed_to(is_moderator)
@commits
def send_take_back(number: str) -> Any:
    """Put a decided contribution back into the queue."""
    submission, form = item_or_404(number), VersionedForm()
    if not form.validate():
        abort(400)
    try:
        take_back(current_user, submission, form.version.data)
    except ChangedMeanwhile:
        return conflict(number, None, [], None)
    flash(_("%(number)s is back in the queue.", number=submission.public_number))
    return redirect(url_for("moderation.item", number=number), 303)


@blueprint.post("/<number>/original")
@allowed_to(is_moderator)
@commits
def look_at_original(number: str) -> Any:
    """Show the text under the blackened passages; the look is kept on record."""
    submission = item_or_404(number)
    note_look_at_original(current_user, submission)
    return render_template("moderation/original.html", item=submission)


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
    return item_page(submission, form, decline_form), code


def conflict(
    number: str, passages: list[tuple[int, int]] | None, code_ids: list[int], reason: str | None
) -> Any:
    """Somebody was quicker: show what is stored and what was about to be stored."""
    commit_apart(record, current_user.id, "came second", number)
    db.session.expire_all()
    submission = item_or_404(number)
    known = catalogue().by_id
    page = render_template(
        "moderation/conflict.html",
        item=submission,
        history=history_of(submission.id),
        codings=codings_seen_by(current_user.id, [submission.id]).get(submission.id, []),
        my_text=None if passages is None else _as_wanted(submission, passages),
        my_codes=[known[code_id] for code_id in code_ids if code_id in known],
        my_reason=reason,
    )
    return page, 409


def _as_wanted(submission: Submission, passages: list[tuple[int, int]]) -> str:
    """The text with these passages black; once it is public, with those of the public text too."""
    hidden = redactions_of(submission.id) if submission.status == "published" else []
    return blacken(submission.text or "", merged([*passages, *hidden]))


def done(submission: Submission, action: str) -> Any:
    """Say what was done and go on to the next contribution."""
    said = {
        "publish": _("%(number)s is published.", number=submission.public_number),
        "decline": _("%(number)s is declined.", number=submission.public_number),
        "ask": _("The question about %(number)s is on its way.", number=submission.public_number),
        "hold": _("%(number)s is put aside.", number=submission.public_number),
        "forward": _("%(number)s is passed on.", number=submission.public_number),
    }
    flash(said.get(action, _("The codes are saved.")))
    kept = filters()
    if action not in said:
        return redirect(url_for("moderation.item", number=submission.public_number), 303)
    following = next_waiting(current_user, submission.id, kept.narrowed)
    if following is None:
        return redirect(url_for("moderation.queue", **kept.values), 303)
    claim(current_user, following)
    number = following.public_number
    return redirect(url_for("moderation.item", number=number, **kept.values), 303)
