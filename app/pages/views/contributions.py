"""One published contribution."""

from typing import Any

from flask import abort, render_template

from app.areas.queries import directory as areas
from app.consultations.queries import directory as consultations
from app.councils.queries import public_statements_on
from app.guidelines.queries import catalogue
from app.moderation.queries import codes_of
from app.pages.queries import shown
from app.pages.views import blueprint
from app.plan.queries.answers import answers_shown_on
from app.plan.queries.grounds import measures_on
from app.shared.access import public
from app.shared.page_cache import kept_ready
from app.submissions.queries import by_public_number

NUMBER = "<string(minlength=14,maxlength=20):number>"


@blueprint.get(f"/beitrag/{NUMBER}")
@public
@kept_ready
def contribution(number: str) -> Any:
    """Show a published contribution; others are not there for the public."""
    submission = by_public_number(number)
    if submission is None or submission.status != "published":
        abort(404)
    known = catalogue().by_id
    codes = codes_of([submission.id]).get(submission.id, [])
    return render_template(
        "pages/contribution.html",
        measures=measures_on(submission.id),
        answers=answers_shown_on(submission.id),
        statements=public_statements_on("submission", submission.public_number),
        item=shown([submission])[0],
        submission=submission,
        area=areas().by_id.get(submission.area_id or 0),
        codes=[known[code_id] for code_id in codes if code_id in known],
        consultation=next(c for c in consultations() if c.id == submission.consultation_id),
    )
