"""Hearings at the desk of a council: what the city asks, and the answer."""

from typing import Any

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts.policy import is_on_a_council
from app.councils.forms.hearings import ReplyForm
from app.councils.models import HearingReply
from app.councils.policy import can_answer
from app.councils.queries.hearings import hearing_by_number, replies_of
from app.councils.services.hearings import answer_hearing
from app.councils.views import blueprint
from app.councils.views.choosing import council_at_hand, own_councils
from app.moderation.services import ChangedMeanwhile
from app.shared.access import allowed_to
from app.shared.database import db
from app.shared.errors import NotPossible
from app.shared.transactions import commits

MOST_SHOWN = 100


@blueprint.get("/anhoerungen/fuer-uns")
@allowed_to(is_on_a_council)
def own_hearings() -> Any:
    """List the hearings of a council of the person: open ones first."""
    council = council_at_hand()
    return render_template(
        "councils/own_hearings.html",
        council=council,
        choices=[(one.key, one.name) for one in own_councils()],
        replies=replies_of([council.id], MOST_SHOWN),
    )


@blueprint.get("/anhoerungen/<number>/antwort")
@allowed_to(is_on_a_council)
def reply(number: str) -> Any:
    """Show what is asked, and the form for the answer."""
    found, form = _reply_or_404(number), ReplyForm(formdata=None)
    form.fill(found)
    return _page(found, form)


@blueprint.post("/anhoerungen/<number>/antwort")
@allowed_to(is_on_a_council)
@commits
def send_reply(number: str) -> Any:
    """Store the answer of the council."""
    found, form = _reply_or_404(number), ReplyForm()
    if not form.validate():
        db.session.rollback()
        return _page(found, form), 422
    try:
        answer_hearing(current_user, found, form.version.data, form.draft())
    except (ChangedMeanwhile, NotPossible):
        return _conflict(number, form)
    flash(_("The answer is stored. It can be changed until the hearing is closed."))
    key = found.council.key
    return redirect(url_for("councils.reply", number=number, rat=key), 303)


def _page(found: HearingReply, form: ReplyForm) -> Any:
    return render_template(
        "councils/reply.html",
        reply=found,
        hearing=found.hearing,
        council=found.council,
        form=form,
        may_answer=can_answer(current_user, found),
    )


def _reply_or_404(number: str) -> HearingReply:
    """Return the reply of the council at hand, or of the first own one that is asked."""
    hearing, own = hearing_by_number(number), {council.id for council in own_councils()}
    asked = [one for one in hearing.replies if one.council_id in own] if hearing else []
    if not asked:
        abort(404)
    at_hand = council_at_hand().id
    return next((one for one in asked if one.council_id == at_hand), asked[0])


def _conflict(number: str, form: ReplyForm) -> Any:
    db.session.rollback()
    db.session.expire_all()
    found = _reply_or_404(number)
    return render_template("councils/reply_conflict.html", reply=found, form=form), 409
