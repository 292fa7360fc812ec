"""The list of codings whose code changed with the version in force."""

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts.policy import is_moderator
from app.guidelines.queries import catalogue
from app.guidelines.services import compare_codes
from app.moderation.forms import CHANGES, sentence_of
from app.moderation.models import CarriedCoding
from app.moderation.queries import carried_by_id, looked_at_lately, number_to_look_at, to_look_at
from app.moderation.services import LookedAtMeanwhile, keep, mark_of, remove
from app.moderation.views import blueprint
from app.shared.access import allowed_to
from app.shared.database import db
from app.shared.errors import NotPossible
from app.shared.transactions import commits

PAGE_LENGTH = 20
LARGEST = 2**63


@blueprint.get("/durchsicht")
@allowed_to(is_moderator)
def looks() -> Any:
    """Show what waits for another look, and what this person decided last."""
    return _page()


@blueprint.post("/durchsicht/<int:carried_id>")
@allowed_to(is_moderator)
@commits
def send_look(carried_id: int) -> Any:
    """Keep or remove one coding."""
    carried = carried_by_id(carried_id) if carried_id < LARGEST else None
    decide = {"keep": keep, "remove": remove}.get(request.form.get("action", ""))
    if carried is None or decide is None:
        abort(404 if carried is None else 400)
    try:
        decide(current_user, carried, request.form.get("seen", ""))
    except (LookedAtMeanwhile, NotPossible):
        db.session.rollback()
        return _page(is_late=True), 409
    done = {"keep": _("Kept: %(code)s"), "remove": _("Removed: %(code)s")}
    flash(done[request.form["action"]] % {"code": carried.code.title["de"]})
    return redirect(url_for("moderation.looks", nach=_after() or None), 303)


def _page(is_late: bool = False) -> str:
    page = to_look_at(_after(), PAGE_LENGTH)
    return render_template(
        "moderation/looks.html",
        page=page,
        rows=[(row, CHANGES[row.change], _differences(row)) for row in page.rows],
        lately=looked_at_lately(current_user.id),
        number=number_to_look_at(),
        is_carried=catalogue().is_carried,
        mark_of=mark_of,
        after=_after(),
        is_late=is_late,
    )


def _differences(row: CarriedCoding) -> list[str]:
    """Where one code became another, its texts; where codes were merged or split, none."""
    changes = compare_codes(row.from_coding.code, row.code) if row.change == "changed" else ()
    return [sentence_of(change) for change in changes]


def _after() -> int:
    after = request.args.get("nach", 0, type=int)
    return after if 0 <= after < LARGEST else 0
