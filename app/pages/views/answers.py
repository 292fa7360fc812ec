"""What the city answered, for everyone."""

from typing import Any

from flask import render_template, request

from app.pages.queries import PAGE_LENGTH
from app.pages.views import blueprint
from app.plan.queries.answers import public_answers
from app.shared.access import public
from app.shared.page_cache import kept_ready
from app.shared.paging import read_position


@blueprint.get("/antworten/")
@public
@kept_ready
def answers() -> Any:
    """List the official answers about what is public, the newest first."""
    position = read_position(request.args.get("vor"))
    return render_template(
        "pages/answers.html",
        page=public_answers(position, PAGE_LENGTH),
        is_first=position is None,
    )
