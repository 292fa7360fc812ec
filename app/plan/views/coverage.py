"""The work list: what an adopted version of the plan would still lack."""

from typing import Any

from flask import abort, render_template, request

from app.areas.queries import directory as areas
from app.moderation.queries import concerns_of
from app.plan.policy import works_on_plan
from app.plan.queries.coverage import Coverage, coverage
from app.plan.queries.coverage_list import (
    NO_AREA,
    measures_without,
    uncovered,
    uncovered_by_area,
)
from app.plan.views import blueprint
from app.shared.access import allowed_to
from app.shared.paging import read_position

LIST_LENGTH = 30
CONTRIBUTIONS = "beitraege"
MEASURES = {"amt": "office", "beleg": "source"}
NOWHERE = "ohne"


@blueprint.get("/arbeit/abdeckung")
@allowed_to(works_on_plan)
def coverage_list() -> Any:
    """Show one group of what is missing: contributions (of an Ortsteil), or measures."""
    found = coverage()
    what = request.args.get("was") or _first(found)
    if what in MEASURES:
        return _measures(what, found)
    if what != CONTRIBUTIONS:
        abort(404)
    return _contributions(found)


def _contributions(found: Coverage) -> Any:
    slug = request.args.get("ortsteil", "")
    position = read_position(request.args.get("vor"))
    page = uncovered(_area_id(slug), position, LIST_LENGTH)
    return render_template(
        "plan/coverage_contributions.html",
        what=CONTRIBUTIONS,
        coverage=found,
        page=page,
        is_first=position is None,
        slug=slug,
        by_area=_by_area(),
        concerns=concerns_of([one.id for one in page.rows]),
    )


def _measures(what: str, found: Coverage) -> Any:
    position = read_position(request.args.get("vor"))
    page = measures_without(MEASURES[what], position, LIST_LENGTH)
    return render_template(
        "plan/coverage_measures.html",
        what=what,
        coverage=found,
        page=page,
        is_first=position is None,
    )


def _first(found: Coverage) -> str:
    """The first group that is not empty."""
    if found.contributions or not found.anything:
        return CONTRIBUTIONS
    return "amt" if found.without_office else "beleg"


def _area_id(slug: str) -> int | None:
    if not slug:
        return None
    if slug == NOWHERE:
        return NO_AREA
    known = areas().by_slug.get(slug)
    if known is None:
        abort(404)
    return known.id


def _by_area() -> list[tuple[str, str | None, int]]:
    """Address part, name (None: no Ortsteil) and number of each Ortsteil, the most first."""
    known = areas().by_id
    rows = [
        (known[key].slug, known[key].name, number) if key in known else (NOWHERE, None, number)
        for key, number in uncovered_by_area().items()
    ]
    return sorted(rows, key=lambda row: (-row[2], row[1] or ""))
