"""One decision on several contributions: choose, look at what will happen, confirm."""

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from app.accounts.policy import is_moderator
from app.moderation.forms import DeclineForm
from app.moderation.services.bulk import BULK_ACTIONS, MOST_AT_ONCE, carry_out, plan
from app.moderation.views import blueprint
from app.moderation.views.desk import filters
from app.shared.access import allowed_to
from app.shared.forms import show_again
from app.shared.transactions import commits
from app.submissions.models import Submission
from app.submissions.queries import by_public_number

TEMPLATE = "moderation/bulk.html"


@blueprint.post("/gemeinsam")
@allowed_to(is_moderator)
@commits
def preview_bulk() -> Any:
    """Show what would happen to the chosen contributions; nothing happens yet."""
    chosen = [_existing(number) for number in request.form.getlist("number")[:MOST_AT_ONCE]]
    if not chosen:
        flash(_("Please tick contributions in the list first."))
        return redirect(url_for("moderation.queue", **filters().values), 303)
    form = DeclineForm(formdata=None, data={"version": 0})
    return render_template(TEMPLATE, form=form, **_context(_action(), chosen))


@blueprint.post("/gemeinsam/ausfuehren")
@allowed_to(is_moderator)
@commits
def send_bulk() -> Any:
    """Do what the preview showed, except for what was changed since."""
    action, form = _action(), DeclineForm()
    wanted = [_with_version(value) for value in request.form.getlist("item")[:MOST_AT_ONCE]]
    if action == "decline" and not form.validate():
        chosen = [submission for submission, _version in wanted]
        return show_again(TEMPLATE, form, **_context(action, chosen))
    rule = form.chosen()
    key = rule.key if rule else None
    outcome = carry_out(current_user, action, wanted, form.full_reason, key)
    flash(ngettext("%(num)d contribution done.", "%(num)d contributions done.", len(outcome.done)))
    if outcome.changed:
        numbers = ", ".join(one.public_number for one in outcome.changed)
        flash(_("Left as it is, because somebody changed it: %(numbers)s", numbers=numbers))
    return redirect(url_for("moderation.queue", **filters().values), 303)


def _context(action: str, chosen: list[Submission]) -> dict[str, Any]:
    planned = plan(current_user, action, chosen)
    return {
        "action": action,
        "planned": planned,
        "number_going": sum(one.left_out is None for one in planned),
        "filters": filters(),
    }


def _action() -> str:
    action = request.form.get("action", "")
    if action not in BULK_ACTIONS:
        abort(400)
    return action


def _existing(number: str) -> Submission:
    return by_public_number(number) or abort(404)


def _with_version(value: str) -> tuple[Submission, int]:
    number, _separator, version = value.partition(":")
    if not version.isdecimal():
        abort(400)
    return _existing(number), int(version)
