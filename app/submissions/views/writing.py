"""Writing a contribution: one question a page, or all on one page; works without scripts.

Nothing is stored before the last step. What was typed travels along in the form itself, so that
going back, reloading or a lost connection loses nothing.
"""

from typing import Any

from flask import current_app, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts.models import Organisation
from app.accounts.policy import speaks_for
from app.areas.queries import area_map, find
from app.areas.queries import directory as areas
from app.consultations.policy import accepts
from app.consultations.queries import ConsultationEntry, permanent
from app.consultations.queries import by_slug as consultation_by_slug
from app.shared.access import public
from app.shared.clock import now
from app.shared.forms import show_again
from app.shared.mail import can_send
from app.shared.throttle import count_quick, network_mark, per_minute
from app.shared.transactions import commit_now, commits
from app.submissions.forms import FIELDS_OF_STEP, STEPS, SubmissionForm
from app.submissions.models import Submission
from app.submissions.queries import map_figures
from app.submissions.services import OtherContent, similar_published, submit
from app.submissions.views import blueprint
from app.submissions.views.form_keys import FormKey, new_key, read_key


@blueprint.get("/neu")
@public
def write() -> Any:
    """Open the form; an Ortsteil in the address is taken as chosen."""
    form = SubmissionForm(formdata=None)
    form.prepare(_speakers())
    asked = request.args.get("organisation", "")
    form.speaker.data = asked if asked in form.speakers else ""
    form.consultation.data = request.args.get("beteiligung", "")
    form.place.data = request.args.get("ortsteil")
    form.short.data = "1" if request.args.get("ansicht") == "kurz" else ""
    form.submission_key.data = new_key()
    known = {choice.value for choice in form.place.choices}
    chosen = form.place.data in known
    return _page(form, "what" if chosen and not form.short.data else "where")


@blueprint.post("/neu")
@public
@commits
def send() -> Any:
    """Go one step on or back, or send."""
    form = SubmissionForm()
    form.prepare(_speakers())
    step = request.form.get("step", "check")
    wish = request.form.get("go", "next")
    if wish.startswith("show-") and wish[5:] in STEPS:
        return _page(form, wish[5:])
    if wish == "search":
        return _page(form, "where")
    if wish == "similar":
        return _page(form, "details")
    if wish == "send" or form.short.data:
        return _send(form)
    if step not in STEPS or not form.check(step):
        return _wrong(form, step if step in STEPS else "where")
    return _page(form, STEPS[min(STEPS.index(step) + 1, len(STEPS) - 1)])


def _send(form: SubmissionForm) -> Any:
    count_quick(per_minute(current_app.config["SETTINGS"].submissions_per_minute), network_mark())
    wrong_step = form.first_wrong_step()
    if wrong_step:
        return _wrong(form, wrong_step)
    key = read_key(form.submission_key.data)
    problem = _problem_with(form, key)
    if problem or key is None:
        form.submission_key.data = form.submission_key.data if key else new_key()
        return _wrong(form, "check", problem)
    try:
        number = submit(form.draft(_consultation(form)), key.key)
    except OtherContent:
        form.submission_key.data = new_key()
        return _wrong(form, "check", _already_sent(), status=409)
    commit_now()
    session["receipt"] = {"number": number, "key": key.key}
    return redirect(url_for("submissions.receipt", number=number), 303)


def _problem_with(form: SubmissionForm, key: FormKey | None) -> Any:
    if key is None:
        return _("This page was open for a long time. Nothing is lost: please send again.")
    if key.too_quick:
        return _("That was very quick. Please look over your contribution, then send it again.")
    if not accepts(_consultation(form), now(), key.opened_at):
        return _(
            "This consultation has closed. Nothing is lost: you can send your text to the"
            " permanent consultation instead."
        )
    return None


def _already_sent() -> Any:
    return _(
        "A contribution with another text was sent from this page before. If you want to send"
        " this one as well, please send again."
    )


def _speakers() -> list[Organisation]:
    """The verified organisations of who is signed in; for others the database is not asked."""
    known = "sign_in" in session and current_user.is_authenticated
    return speaks_for(current_user) if known else []


def _consultation(form: SubmissionForm) -> ConsultationEntry:
    named = consultation_by_slug(form.consultation.data or "")
    return named or permanent()


def _wrong(form: SubmissionForm, step: str, problem: str | None = None, status: int = 422) -> Any:
    return show_again(
        _template(form), form, status, problem=problem, **_context(form, step, problem)
    )


def _page(form: SubmissionForm, step: str) -> Any:
    return render_template(_template(form), form=form, problem=None, **_context(form, step, None))


def _template(form: SubmissionForm) -> str:
    return "submissions/write_short.html" if form.short.data else "submissions/write.html"


def _context(form: SubmissionForm, step: str, problem: str | None) -> dict[str, Any]:
    consultation = _consultation(form)
    key = read_key(form.submission_key.data)
    closed = key is not None and not accepts(consultation, now(), key.opened_at)
    late = not closed and not accepts(consultation, now(), now())
    return {
        "step": step,
        "step_number": STEPS.index(step) + 1,
        "steps": STEPS,
        "carried": carried(form, step),
        "similar": _similar(form, step),
        "consultation": consultation,
        "is_late": late,
        "is_closed": closed,
        "permanent": permanent(),
        "search": request.values.get("search", ""),
        "found": [area.slug for area in find(request.values.get("search", ""))],
        "area_map": area_map() if step == "where" else None,
        "figures": map_figures(),
        "can_mail": can_send(),
    }


def _similar(form: SubmissionForm, step: str) -> list[Submission] | None:
    """Published ones of the Ortsteil that may say the same; None where nobody looks for them.

    In steps that is the page after the text, on the one page it is a button of its own.
    """
    if step != "details" or (form.short.data and request.form.get("go") != "similar"):
        return None
    area = areas().by_slug.get(form.place.data)
    return similar_published(form.text.data or "", area.id if area else None)


def carried(form: SubmissionForm, step: str | None) -> list[tuple[str, str]]:
    """Everything typed on other steps, as hidden fields: (name, value)."""
    names = ["submission_key", "consultation", "short"]
    names += [name for other in STEPS if other != step for name in FIELDS_OF_STEP[other]]
    pairs = []
    for name in names:
        data = form[name].data
        values = data if isinstance(data, list) else [data]
        pairs += [(name, value) for value in values if value and name != "website"]
    return pairs
