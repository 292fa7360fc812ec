"""The forms for putting a contribution aside, as the item shows them."""

from typing import Any

from flask import current_app
from flask_login import current_user

from app.moderation.forms import (
    AskForm,
    DeclineForm,
    ForwardForm,
    HoldForm,
    ReplyForm,
    VersionedForm,
)
from app.moderation.policy import can_ask, can_forward, can_hold, can_undo
from app.shared.clock import now
from app.submissions.models import Submission
from app.submissions.queries import entry_of, messages_of

KINDS: dict[str, type[VersionedForm]] = {"ask": AskForm, "hold": HoldForm, "forward": ForwardForm}


def offer(form: VersionedForm, submission: Submission) -> None:
    """Fill in the ready texts and names that fit this contribution."""
    if isinstance(form, ReplyForm):
        city = current_app.config["SETTINGS"].city_name
        form.offer(submission, submission.area.name if submission.area else city)


def action_context(
    submission: Submission, decline_form: DeclineForm, sent: dict[str, VersionedForm]
) -> dict[str, Any]:
    """The forms that were sent with their errors, the others empty; and what came before."""
    forms = {name: sent.get(name) or kind(formdata=None) for name, kind in KINDS.items()}
    for form in (decline_form, *forms.values()):
        offer(form, submission)
        if form.version.data is None:
            form.version.data = submission.version
    entry = entry_of(submission)
    return {
        **{f"{name}_form": form for name, form in forms.items()},
        "may_ask": can_ask(current_user, submission),
        "may_hold": can_hold(current_user, submission),
        "may_forward": can_forward(current_user, submission),
        "may_undo": can_undo(current_user, entry, now()),
        "entry": entry,
        "messages": messages_of(submission.id),
    }
