"""Settling where two coders differ: both side by side, the final codes, the reason."""

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts.policy import is_moderator
from app.guidelines.models import Code
from app.moderation.forms import SettleForm
from app.moderation.models import FIRST, SECOND, SecondCoding
from app.moderation.policy import can_settle
from app.moderation.queries import chosen_in, codes_in_book, codings_of, to_settle
from app.moderation.services import ChangedMeanwhile, settle
from app.moderation.views import blueprint
from app.moderation.views.second_coding import second_coding_or_404
from app.shared.access import allowed_to
from app.shared.database import db
from app.shared.paging import read_position
from app.shared.transactions import commits

PAGE_LENGTH = 30


@blueprint.get("/abgleich")
@allowed_to(is_moderator)
def differences() -> Any:
    """List the contributions that two people coded differently."""
    page = to_settle(read_position(request.args.get("vor")), PAGE_LENGTH)
    return render_template("moderation/differences.html", page=page)


@blueprint.get("/abgleich/<number>")
@allowed_to(is_moderator)
def difference(number: str) -> Any:
    """Show both codings side by side."""
    second = second_coding_or_404(number)
    if not can_settle(current_user, second):
        abort(404)
    form = SettleForm(formdata=None, data={"version": second.version})
    chosen = chosen_in(second.id)
    form.prepare(codes_in_book(second.code_book_id))
    form.choose(chosen[FIRST] & chosen[SECOND])
    return _page(second, form)


@blueprint.post("/abgleich/<number>")
@allowed_to(is_moderator)
@commits
def send_difference(number: str) -> Any:
    """Make the final codes valid."""
    second, form = second_coding_or_404(number), SettleForm()
    form.prepare(codes_in_book(second.code_book_id))
    if not can_settle(current_user, second):
        return _conflict(second, form)
    if not form.validate():
        db.session.rollback()
        return _page(second, form), 422
    codes, reason, note = form.code_ids(), form.reason.data, form.definition_note()
    try:
        settle(current_user, second, form.version.data, codes, reason, note)
    except ChangedMeanwhile:
        return _conflict(second, form)
    flash(_("%(number)s is settled.", number=second.submission.public_number))
    return redirect(url_for("moderation.differences"), 303)


def _page(second: SecondCoding, form: SettleForm) -> Any:
    chosen = chosen_in(second.id)
    codes = codes_in_book(second.code_book_id)
    apart = chosen[FIRST] ^ chosen[SECOND]
    return render_template(
        "moderation/difference.html",
        second=second,
        form=form,
        first_codes=_of(codes, chosen[FIRST]),
        second_codes=_of(codes, chosen[SECOND]),
        apart=apart,
        codes_apart=_of(codes, apart),
    )


def _conflict(second: SecondCoding, form: SettleForm) -> Any:
    """Somebody settled it meanwhile: show what is valid now and what was about to be."""
    db.session.rollback()
    db.session.expire_all()
    codes = codes_in_book(second.code_book_id)
    page = render_template(
        "moderation/difference_conflict.html",
        second=second,
        codings=codings_of([second.submission_id]).get(second.submission_id, []),
        my_codes=_of(codes, set(form.code_ids())),
        my_reason=form.reason.data,
        my_note=form.note.data,
    )
    return page, 409


def _of(codes: Any, wanted: set[int]) -> list[Code]:
    return [code for code in codes if code.id in wanted]
