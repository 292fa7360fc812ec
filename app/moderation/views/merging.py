"""Merging two contributions: side by side, with a title, or into the concern of one of them."""

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts.policy import is_moderator
from app.moderation.forms import MergeForm
from app.moderation.policy import can_merge, can_publish
from app.moderation.queries import concerns_of, next_waiting
from app.moderation.services import (
    ChangedMeanwhile,
    merge,
    merge_state,
    publish,
    shared_with,
)
from app.moderation.services.personal_data import personal_data_in
from app.moderation.views import blueprint
from app.moderation.views.concerns import concern_conflict
from app.moderation.views.desk import item_or_404, review_form
from app.shared.access import allowed_to, ensure
from app.shared.transactions import commits
from app.submissions.models import Submission


@blueprint.get("/<number>/zusammenfuehren")
@allowed_to(is_moderator)
def merging(number: str) -> Any:
    """Show both texts side by side, and ask for a title where there is no concern yet."""
    return _page(item_or_404(number), item_or_404(request.args.get("mit", "")))


@blueprint.post("/<number>/zusammenfuehren")
@allowed_to(is_moderator)
@commits
def send_merging(number: str) -> Any:
    """Merge, perhaps publish as well."""
    item, other = item_or_404(number), item_or_404(request.form.get("mit", ""))
    form, wish = MergeForm(), request.form.get("action")
    ensure(can_merge(current_user, item) and can_merge(current_user, other))
    if not concerns_of([item.id, other.id]) and not form.validate():
        return _page(item, other, form), 422
    try:
        if wish == "publish":
            _publish(item)
        concern = merge(current_user, item, other, request.form.get("seen", ""), form.title.data)
    except ChangedMeanwhile:
        return _conflict(item, other, form.title.data or "")
    flash(
        _(
            "%(number)s belongs to the concern “%(title)s” now.",
            number=item.public_number,
            title=concern.title,
        )
    )
    following = next_waiting(current_user, item.id) if wish == "publish" else item
    if following is None:
        return redirect(url_for("moderation.queue"), 303)
    return redirect(url_for("moderation.item", number=following.public_number), 303)


def _publish(item: Submission) -> None:
    """Publish as the item page would without a change; never where something looks personal."""
    ensure(can_publish(current_user, item) and _is_clean(item))
    version = request.form.get("version", type=int)
    publish(current_user, item, version or 0, [], review_form(item).code_ids(), None)


def _is_clean(item: Submission) -> bool:
    return not personal_data_in(item.text or "")


def _conflict(item: Submission, other: Submission, title: str) -> Any:
    numbers = f"{item.public_number} + {other.public_number}"
    ids = [item.id, other.id]
    found = next(iter(concerns_of(ids).values()), None)
    return concern_conflict(found.public_number if found else None, f"{numbers}\n{title}")


def _page(item: Submission, other: Submission, form: MergeForm | None = None) -> Any:
    if item.id == other.id:
        abort(404)
    texts = [one.public_text or one.text or "" for one in (item, other)]
    concerns = concerns_of([item.id, other.id])
    return render_template(
        "moderation/merging.html",
        item=item,
        other=other,
        shown=[(item, shared_with(*texts)), (other, shared_with(*reversed(texts)))],
        concerns=list({one.id: one for one in concerns.values()}.values()),
        is_same=len(concerns) == 2 and len(set(concerns.values())) == 1,
        seen=merge_state(item, other),
        form=form or MergeForm(formdata=None),
        may_merge=can_merge(current_user, item) and can_merge(current_user, other),
        may_publish=can_publish(current_user, item),
        is_clean=_is_clean(item),
    )
