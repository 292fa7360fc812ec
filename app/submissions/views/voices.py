"""“Me too”: who finds their own concern in a published contribution adds a voice to it.

Pages that are only read carry no form, because its token would need a cookie: they link here.
"""

from typing import Any

from flask import abort, current_app, render_template
from flask_babel import gettext as _

from app.shared.access import public
from app.shared.throttle import count_quick, network_mark, per_minute
from app.shared.transactions import commits
from app.submissions.forms import SubmissionForm
from app.submissions.models import Submission
from app.submissions.queries import by_public_number
from app.submissions.services import add_voice, voice_key
from app.submissions.views import blueprint
from app.submissions.views.form_keys import new_key, read_key
from app.submissions.views.writing import carried


@blueprint.get("/<number>/auch")
@public
def me_too(number: str) -> Any:
    """Show the contribution, and ask."""
    return _ask(_published_or_404(number), [("submission_key", new_key())])


@blueprint.post("/<number>/auch")
@public
@commits
def send_me_too(number: str) -> Any:
    """Count the voice once for each form; what was typed is kept for sending it after all."""
    count_quick(
        per_minute(current_app.config["SETTINGS"].submissions_per_minute), "voice", network_mark()
    )
    submission, form = _published_or_404(number), SubmissionForm()
    form.prepare()
    key = read_key(form.submission_key.data)
    if key is None:
        form.submission_key.data = new_key()
        problem = _("This page was open for a long time. Nothing is lost: please send again.")
        return _ask(submission, carried(form, None), problem), 422
    voices = add_voice(submission, voice_key(key.key, submission.id))
    return render_template(
        "submissions/me_too_thanks.html",
        submission=submission,
        voices=voices,
        carried=carried(form, None) if form.text.data else [],
    )


def _ask(submission: Submission, typed: list[tuple[str, str]], problem: str | None = None) -> Any:
    return render_template(
        "submissions/me_too.html", submission=submission, carried=typed, problem=problem
    )


def _published_or_404(number: str) -> Submission:
    submission = by_public_number(number)
    if submission is None or submission.status != "published":
        abort(404)
    return submission
