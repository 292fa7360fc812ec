"""The home page, and the choice of language."""

from typing import Any

from flask import current_app, make_response, redirect, render_template, request

from app.areas.queries import area_map
from app.consultations.queries import running
from app.moderation.queries import pace
from app.pages.queries import shown
from app.pages.queries.outcomes import newest_outcomes
from app.pages.views import blueprint
from app.shared.access import local_path, public
from app.shared.clock import now
from app.shared.i18n import LANGUAGE_COOKIE, LANGUAGES
from app.shared.page_cache import kept_ready
from app.submissions.queries import (
    map_figures,
    published,
    published_by_consultation,
    relayed_by_consultation,
)

NEWEST = 3
YEAR = 365 * 24 * 3600


@blueprint.get("/")
@public
@kept_ready
def home() -> Any:
    """Say what this is, and let people start."""
    return render_template(
        "pages/home.html",
        area_map=area_map(),
        figures=map_figures(),
        consultations=running(now()),
        numbers=published_by_consultation(),
        relayed=relayed_by_consultation(),
        pace=pace(),
        outcomes=newest_outcomes(),
        newest=shown(published(None, NEWEST).rows),
    )


@blueprint.get("/sprache/<code>")
@public
def language(code: str) -> Any:
    """Keep the chosen language for a year, and go back."""
    response = make_response(redirect(local_path(request.args.get("next")), 303))
    if code in [language.code for language in LANGUAGES]:
        response.set_cookie(
            LANGUAGE_COOKIE,
            code,
            max_age=YEAR,
            secure=current_app.config["SETTINGS"].secure,
            httponly=True,
            samesite="Lax",
        )
    return response
