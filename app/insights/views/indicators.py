"""Social indicators for everybody: the catalogue, an indicator on the map, its years."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import abort, render_template, request
from flask_babel import gettext as _

from app.areas.queries import area_map, chosen_scheme, directory, members_of_zones, schemes
from app.insights.models import IndicatorFigure, SocialIndicator
from app.insights.queries.indicators import (
    figures_in,
    indicator_by_key,
    overviews,
    series_of,
    values_of,
    years_of,
)
from app.insights.queries.shading import shading_of
from app.insights.queries.zones import ZoneFigure, zone_figures, zone_series
from app.insights.views import blueprint
from app.shared.access import public
from app.shared.charts import Chart, Series
from app.shared.i18n import page_language, text_in
from app.shared.page_cache import kept_ready


@blueprint.get("/kennzahlen")
@public
@kept_ready
def indicators() -> Any:
    """List the indicators that have figures."""
    return render_template("insights/indicators.html", overviews=overviews())


@blueprint.get("/kennzahlen/<key>")
@public
@kept_ready
def indicator(key: str) -> Any:
    """Show an indicator on the map and in a table, for a year and in single areas or zones."""
    found = indicator_or_404(key)
    years = years_of(found.id)
    year = chosen_year(years)
    figures = figures_in(found.id, year)
    scheme = chosen_scheme(request.args.get("gliederung"))
    can_add = scheme is not None and found.kind == "number"
    return render_template(
        "insights/indicator.html",
        indicator=found,
        years=years,
        year=year,
        figures=figures,
        areas=directory().by_id,
        map=area_map(),
        shading=shading_of(values_of(figures)),
        schemes=schemes(),
        scheme=scheme,
        zones=zone_figures(scheme, figures) if scheme and can_add else (),
        **said_about(figures.values()),
    )


@blueprint.get("/kennzahlen/<key>/verlauf")
@public
@kept_ready
def indicator_series(key: str) -> Any:
    """Show the figures of an Ortsteil (`ortsteil`) or of a zone (`gliederung`, `raum`) by year."""
    found = indicator_or_404(key)
    name, area_ids = _place_or_404()
    figures = series_of(found.id, area_ids)
    is_zone = "raum" in request.args
    years = zone_series(area_ids, figures) if is_zone and found.kind == "number" else ()
    return render_template(
        "insights/indicator_series.html",
        indicator=found,
        name=name,
        is_zone=is_zone,
        figures=figures,
        years=years,
        chart=None if is_zone and not years else _chart(found, name, figures, years),
        **said_about(figures),
    )


def indicator_or_404(key: str) -> SocialIndicator:
    """Return the indicator of an address."""
    found = indicator_by_key(key)
    if found is None:
        abort(404)
    return found


def chosen_year(years: Sequence[int]) -> int | None:
    """Return the year of the address if there are figures; None for the newest of each place."""
    return request.args.get("jahr", type=int) if _is_known(years) else None


def said_about(figures: Any) -> Mapping[str, Any]:
    """Return sources, own methods and span of years of figures, for below a table."""
    rows: list[IndicatorFigure] = list(figures)
    years = [row.year for row in rows]
    return {
        "sources": sorted({row.source for row in rows}),
        "methods": sorted({row.method for row in rows if row.method}),
        "span": (min(years), max(years)) if years else None,
    }


def _chart(
    indicator: SocialIndicator,
    name: str,
    figures: Sequence[IndicatorFigure],
    zones: Sequence[tuple[int, ZoneFigure]],
) -> Chart | None:
    """The line over the years, with a gap where there is no figure; None for a single year."""
    values = {figure.year: figure.value for figure in figures} if not zones else {}
    values |= {year: zone.total for year, zone in zones if zone.total is not None}
    if len(values) < 2:
        return None
    years = range(min(values), max(values) + 1)
    title = text_in(indicator.title)
    return Chart(
        kind="lines",
        title=f"{title}: {name}",
        description=_("From %(first)d to %(last)d.", first=years[0], last=years[-1]),
        unit=indicator.unit,
        categories=tuple(map(str, years)),
        series=(Series(name, tuple(values.get(year) for year in years)),),
        category_name=_("Year"),
        missing=_("no figure"),
        decimals=indicator.decimals,
        language=page_language().code,
    )


def _is_known(years: Sequence[int]) -> bool:
    return request.args.get("jahr", type=int) in years


def _place_or_404() -> tuple[str, list[int]]:
    area = directory().by_slug.get(request.args.get("ortsteil", ""))
    if area is not None:
        return area.name, [area.id]
    scheme = chosen_scheme(request.args.get("gliederung"))
    zones = members_of_zones(scheme.id) if scheme else ()
    found = [zone[1:] for zone in zones if zone[0] == request.args.get("raum")]
    if not found:
        abort(404)
    return found[0]
