"""The work list: what an adopted version of the plan would still lack."""

from typing import Any

from flask import abort, render_template, request

from app.areas.models import AreaScheme
from app.areas.queries import (
    ZoneChoice,
    area_ids_of,
    chosen_scheme,
    members_of_zones,
    schemes,
    zone_of_token,
)
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
# What stands in the address, a name (None: no Ortsteil), a number.
Line = tuple[dict[str, str], str | None, int]


@blueprint.get("/arbeit/abdeckung")
@allowed_to(works_on_plan)
def coverage_list() -> Any:
    """Show one group of what is missing: contributions (of Ortsteile), or measures."""
    found = coverage()
    what = request.args.get("was") or _first(found)
    if what in MEASURES:
        return _measures(what, found)
    if what != CONTRIBUTIONS:
        abort(404)
    return _contributions(found)


def _contributions(found: Coverage) -> Any:
    slug, zone = request.args.get("ortsteil", ""), _zone()
    scheme = chosen_scheme(zone.scheme_key if zone else request.args.get("gliederung"))
    position = read_position(request.args.get("vor"))
    page = uncovered(_area_ids(slug, zone), position, LIST_LENGTH)
    return render_template(
        "plan/coverage_contributions.html",
        what=CONTRIBUTIONS,
        coverage=found,
        page=page,
        is_first=position is None,
        slug=slug,
        zone=zone,
        scheme=scheme,
        schemes=schemes(),
        by_place=_by_zone(scheme) if scheme else _by_area(),
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


def _zone() -> ZoneChoice | None:
    token = request.args.get("gebiet", "")
    found = zone_of_token(token)
    if token and found is None:
        abort(404)
    return found


def _area_ids(slug: str, zone: ZoneChoice | None) -> tuple[int, ...] | None:
    if slug == NOWHERE:
        return (NO_AREA,)
    known = areas().by_slug.get(slug)
    if slug and known is None:
        abort(404)
    return area_ids_of(known, zone)


def _by_area() -> list[Line]:
    """The Ortsteile, the most first."""
    rows: list[Line] = [
        ({"ortsteil": _slug(key)}, _name(key), number)
        for key, number in uncovered_by_area().items()
    ]
    return sorted(rows, key=lambda row: (-row[2], row[1] or ""))


def _by_zone(scheme: AreaScheme) -> list[Line]:
    """The zones in their order, then what lies in none: Ortsteile, and what is of no Ortsteil."""
    left = uncovered_by_area()
    lines: list[Line] = []
    for key, name, area_ids in members_of_zones(scheme.id):
        number = sum(left.pop(one, 0) for one in area_ids)
        lines.append(({"gebiet": f"{scheme.key}:{key}"}, name, number))
    # What is of no Ortsteil comes last: 0 sorts before every id.
    rest = sorted(left.items(), key=lambda one: (one[0] == NO_AREA, -one[1]))
    return lines + [
        ({"ortsteil": _slug(key), "gliederung": scheme.key}, _name(key), number)
        for key, number in rest
    ]


def _slug(key: int) -> str:
    return areas().by_id[key].slug if key in areas().by_id else NOWHERE


def _name(key: int) -> str | None:
    return areas().by_id[key].name if key in areas().by_id else None
