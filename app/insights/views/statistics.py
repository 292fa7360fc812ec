"""Statistics for everyone: the city, an Ortsteil, a zone, and all of it as a table."""

from collections.abc import Iterator
from typing import Any

from flask import abort, make_response, render_template, request

from app.areas.queries import schemes
from app.insights.queries.places import Place, places
from app.insights.queries.published import TOPICS, TRAITS, values_of
from app.insights.queries.statistics import (
    WHOLE,
    StatisticsOfDay,
    newest_statistics,
    scopes,
    zone_scope,
)
from app.insights.services.reach import reach_of
from app.insights.services.statistics import enough_for_breakdowns
from app.insights.views import blueprint
from app.insights.views.gap_words import place_name
from app.insights.views.statistic_words import TITLES, breakdowns, label_of
from app.shared.access import public
from app.shared.formulas import quote_formulas
from app.shared.page_cache import kept_ready
from app.shared.settings import settings

COLUMNS = "scope;place;breakdown;key;value;contributions;voices;as_of"


@blueprint.get("/statistik")
@public
@kept_ready
def statistics() -> Any:
    """Show what was published in the whole city, and how much in each Ortsteil and zone."""
    found = newest_statistics()
    lists = [("", "", _reached(places(None), "", found))] if found else []
    for scheme in schemes() if found else ():
        lists.append((scheme.key, scheme.name, _reached(places(scheme.key), scheme.key, found)))
    return _page(WHOLE, found, lists=[one for one in lists if one[2]])


@blueprint.get("/statistik/<slug>")
@public
@kept_ready
def statistics_of_area(slug: str) -> Any:
    """Show what was published about an Ortsteil, and the zones it lies in."""
    if ":" in slug or slug == WHOLE:
        abort(404)
    return _page(slug, newest_statistics())


@blueprint.get("/statistik/raum/<scheme>/<zone>")
@public
@kept_ready
def statistics_of_zone(scheme: str, zone: str) -> Any:
    """Show what was published about the Ortsteile of a zone."""
    return _page(f"raum:{scheme}:{zone}", newest_statistics())


@blueprint.get("/statistik/daten.csv")
@public
def statistics_file() -> Any:
    """Send all published figures as CSV; `gebiet` picks one place."""
    found, wish = newest_statistics(), request.args.get("gebiet")
    lines = list(_lines(found, wish)) if found else []
    answer = make_response("\ufeff" + "\r\n".join([COLUMNS, *lines, ""]))
    answer.mimetype = "text/csv"
    answer.headers["Content-Disposition"] = "attachment; filename=statistik.csv"
    return answer


def _page(scope: str, found: StatisticsOfDay | None, **more: Any) -> Any:
    place = scopes().get(scope)
    if place is None:
        abort(404)
    own = found.by_scope.get(scope) if found else None
    values = {one: values_of(one, found.day) for one in (*TOPICS, *TRAITS)} if found else {}
    return render_template(
        "insights/statistics.html",
        scope=scope,
        place=place,
        day=found.day if found else None,
        own=own,
        reach=reach_of(own, place) if own else None,
        views=breakdowns(own, values) if own else [],
        around=_around(place) if scope != WHOLE else [],
        enough=enough_for_breakdowns(),
        k=settings().small_cell_k,
        **more,
    )


def _around(place: Place) -> list[tuple[str, Place]]:
    """The zones that an Ortsteil lies in: there is more to see there."""
    return [
        (scheme.key, zone)
        for scheme in schemes()
        for zone in places(scheme.key)
        if ":" in zone.key and set(place.area_keys) < set(zone.area_keys)
    ]


def _reached(some: list[Place], scheme: str, found: StatisticsOfDay | None) -> list[Any]:
    """Places that have statistics, with those and how far each was reached."""
    known = found.by_scope if found else {}
    named = [(zone_scope(scheme, one) if scheme else one.key, one) for one in some if one.name]
    return [
        (place, known[name], reach_of(known[name], place)) for name, place in named if name in known
    ]


def _lines(found: StatisticsOfDay, wish: str | None) -> Iterator[str]:
    for scope, place in scopes().items():
        if scope not in found.by_scope or wish not in (None, scope):
            continue
        own, start = found.by_scope[scope], (scope, place_name(place))
        total = (own.contributions, own.voices)
        yield _line(*start, "", "", "", *total, found.day)
        for key in (*TOPICS, *TRAITS):
            for value in values_of(key, found.day):
                figures = own.shown.get(key, {}).get(value, ("", ""))
                names = (str(TITLES[key]), value, label_of(key, value))
                yield _line(*start, *names, *figures, found.day)


def _line(*cells: object) -> str:
    return ";".join('"' + quote_formulas(str(cell)).replace('"', '""') + '"' for cell in cells)
