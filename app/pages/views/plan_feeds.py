"""Atom feeds (RFC 4287) of the plan: which measure reached which state, and why."""

from collections.abc import Sequence
from typing import Any

from flask import Response, abort, current_app, make_response, render_template
from flask_babel import gettext as _

from app.pages.views import blueprint
from app.pages.views.feeds import SECONDS_TO_KEEP
from app.plan.policy import is_public
from app.plan.queries import PlanNews, measure_by_number, newest_changes
from app.shared.access import public
from app.shared.clock import from_local, today
from app.shared.page_cache import kept_ready

LENGTH = 20


@blueprint.get("/plan/feed.atom")
@public
@kept_ready
def plan_feed() -> Any:
    """Return the newest changes of all measures."""
    return _feed("/plan/", _("The plan"), newest_changes(None, LENGTH))


@blueprint.get("/plan/massnahmen/<number>/feed.atom")
@public
@kept_ready
def measure_feed(number: str) -> Any:
    """Return the changes of one measure."""
    found = measure_by_number(number)
    if found is None or not is_public(found):
        abort(404)
    news = newest_changes(found, LENGTH)
    return _feed(f"/plan/massnahmen/{found.number}", found.title, news)


def _feed(path: str, title: str, news: Sequence[PlanNews]) -> Response:
    base_url = current_app.config["SETTINGS"].base_url
    updated = max((one.change.at for one in news), default=from_local(today()))
    feed = render_template(
        "pages/plan_feed.xml",
        news=news,
        title=title,
        page=base_url + path,
        feed=f"{base_url}{path.rstrip('/')}/feed.atom",
        updated=updated,
    )
    response = make_response(feed)
    response.headers["Content-Type"] = "application/atom+xml; charset=utf-8"
    response.headers["Cache-Control"] = f"public, max-age={SECONDS_TO_KEEP}"
    response.last_modified = updated
    return response
