"""Atom feeds (RFC 4287) of what was published and answered.

Of the city, an Ortsteil, a consultation, a concern.
"""

import datetime as dt
import re
from collections.abc import Sequence
from typing import Any

from flask import Response, abort, current_app, make_response, render_template
from flask_babel import gettext as _
from sqlalchemy import ColumnElement

from app.areas.queries import directory as areas
from app.consultations.queries import by_slug
from app.moderation.queries import concern_by_number, figures_of, published_members
from app.pages.queries import PAGE_LENGTH, shown
from app.pages.views import blueprint
from app.plan.queries.answers import belongs_to, public_answers
from app.plan.queries.subjects import subject_of
from app.shared.access import public
from app.shared.clock import from_local, today
from app.shared.i18n import text_in
from app.shared.page_cache import kept_ready
from app.shared.text import first_words
from app.submissions.models import Submission
from app.submissions.queries import Published, published, published_in, published_to

# What XML 1.0 cannot hold, escaped or not (section 2.2).
NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# So long a reader or a cache may keep a feed; what is deleted is gone soon everywhere.
SECONDS_TO_KEEP = 300


@blueprint.get("/feed.atom")
@public
@kept_ready
def city_feed() -> Any:
    """Return the newest contributions of the whole city."""
    return _feed("/", _("The whole city"), published(None, PAGE_LENGTH).rows, ())


@blueprint.get("/ortsteile/<slug>/feed.atom")
@public
@kept_ready
def area_feed(slug: str) -> Any:
    """Return the newest contributions of an Ortsteil."""
    area = areas().by_slug.get(slug)
    if area is None:
        abort(404)
    rows = published_in(area.id, None, PAGE_LENGTH).rows
    return _feed(f"/ortsteile/{slug}", area.name, rows, [Submission.area_id == area.id])


@blueprint.get("/beteiligungen/<slug>/feed.atom")
@public
@kept_ready
def consultation_feed(slug: str) -> Any:
    """Return the newest contributions to a consultation."""
    found = by_slug(slug)
    if found is None:
        abort(404)
    rows = published_to(found.id, None, PAGE_LENGTH).rows
    about = [Submission.consultation_id == found.id]
    return _feed(f"/beteiligungen/{slug}", text_in(found.title), rows, about)


@blueprint.get("/anliegen/<number>/feed.atom")
@public
@kept_ready
def concern_feed(number: str) -> Any:
    """Return the newest contributions of a concern."""
    found = concern_by_number(number)
    if found is None or not figures_of(found.id).contributions:
        abort(404)
    rows = published_members(found.id, None, PAGE_LENGTH).rows
    about = [belongs_to(found.id)]
    return _feed(f"/anliegen/{found.public_number}", found.title, rows, about)


@blueprint.app_template_filter("xml_text")
def xml_text(text: str) -> str:
    """Return the text without the characters that no XML file may hold."""
    return NOT_IN_XML.sub("", text)


def _feed(
    path: str,
    title: str,
    rows: Sequence[Submission | Published],
    about: Sequence[ColumnElement[bool]],
) -> Response:
    """`about` are conditions on the contributions whose answers belong into the feed."""
    base_url = current_app.config["SETTINGS"].base_url
    answers = public_answers(None, PAGE_LENGTH, *about).rows
    times = [row.published_at for row in rows] + [answer.released_at for answer in answers]
    updated: dt.datetime = max(filter(None, times), default=from_local(today()))
    feed = render_template(
        "pages/feed.xml",
        items=shown(rows),
        answers=[(answer, subject_of(answer)) for answer in answers],
        title=title,
        page=base_url + path,
        feed=f"{base_url}{path.rstrip('/')}/feed.atom",
        updated=updated,
        first_words=first_words,
    )
    response = make_response(feed)
    response.headers["Content-Type"] = "application/atom+xml; charset=utf-8"
    response.headers["Cache-Control"] = f"public, max-age={SECONDS_TO_KEEP}"
    response.last_modified = updated
    return response
