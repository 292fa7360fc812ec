"""The desk of second coders: a text, the catalogue, and nothing that others chose."""

from typing import Any

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts.policy import is_moderator, may_code_second
from app.moderation.forms import CodesForm
from app.moderation.models import SecondCoding
from app.moderation.policy import can_code_second
from app.moderation.queries import (
    codes_in_book,
    has_coded,
    next_to_code_second,
    number_to_code_second,
    second_coding_of,
)
from app.moderation.services import ChangedMeanwhile, code_second
from app.moderation.views import blueprint
from app.moderation.views.desk import item_or_404
from app.shared.access import allowed_to, ensure
from app.shared.database import db
from app.shared.transactions import commits


@blueprint.get("/zweitzuordnung")
@allowed_to(may_code_second)
def second_coding() -> Any:
    """Show the next contribution that waits for this person as second coder."""
    second = next_to_code_second(current_user.id)
    if second is None:
        return _page(None, None)
    form = CodesForm(formdata=None, data={"version": second.version})
    form.prepare(codes_in_book(second.code_book_id))
    return _page(second, form)


@blueprint.post("/zweitzuordnung/<number>")
@allowed_to(may_code_second)
@commits
def send_second_coding(number: str) -> Any:
    """Store what the second coder chose and go on to the next."""
    second, form = second_coding_or_404(number), CodesForm()
    ensure(second.first_coder_id != current_user.id)
    ensure(not has_coded(current_user.id, second.submission_id))
    form.prepare(codes_in_book(second.code_book_id))
    if not can_code_second(current_user, second):
        return _too_late(second, form)
    if not form.validate():
        db.session.rollback()
        return _page(second, form), 422
    try:
        code_second(current_user, second, form.version.data, form.code_ids())
    except ChangedMeanwhile:
        return _too_late(second, form)
    flash(_("Your codes are saved."))
    return redirect(url_for("moderation.second_coding"), 303)


def second_coding_or_404(number: str) -> SecondCoding:
    """Return the second coding of a contribution or end with 404."""
    second = second_coding_of(item_or_404(number).id)
    if second is None:
        abort(404)
    return second


def _page(second: SecondCoding | None, form: CodesForm | None) -> Any:
    return render_template(
        "moderation/second_coding.html",
        second=second,
        form=form,
        codes=codes_in_book(second.code_book_id) if second else [],
        number_left=number_to_code_second(current_user.id),
        is_moderator=is_moderator(current_user),
    )


def _too_late(second: SecondCoding, form: CodesForm) -> Any:
    """Somebody else was the second coder; what they chose stays unseen here."""
    db.session.rollback()
    chosen = set(form.code_ids())
    codes = [code for code in codes_in_book(second.code_book_id) if code.id in chosen]
    return render_template("moderation/second_too_late.html", my_codes=codes), 409
