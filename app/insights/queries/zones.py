"""Figures of zones: sums of numbers; nothing is averaged without weights."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from app.areas.models import AreaScheme
from app.areas.queries import directory, members_of_zones
from app.insights.models import IndicatorFigure


@dataclass(frozen=True)
class ZoneFigure:
    """What an indicator adds up to in a zone; None where a figure is missing.

    `missing` are the names of its Ortsteile without figure; `years` are first and last year of
    the others.
    """

    key: str
    name: str
    areas: int
    total: Decimal | None
    missing: Sequence[str]
    years: tuple[int, int] | None


def zone_figures(
    scheme: AreaScheme, figures: Mapping[int, IndicatorFigure]
) -> Sequence[ZoneFigure]:
    """Return the sum of a number for each zone of the scheme; only for numbers, never shares."""
    return [_zone(*zone, figures) for zone in members_of_zones(scheme.id)]


def _zone(
    key: str, name: str, area_ids: Sequence[int], figures: Mapping[int, IndicatorFigure]
) -> ZoneFigure:
    known = [figures[one] for one in area_ids if one in figures]
    missing = [directory().by_id[one].name for one in area_ids if one not in figures]
    total = sum((figure.value for figure in known), Decimal(0)) if not missing else None
    years = [figure.year for figure in known]
    span = (min(years), max(years)) if years else None
    return ZoneFigure(key, name, len(area_ids), total, missing, span)


def zone_series(
    area_ids: Sequence[int], figures: Sequence[IndicatorFigure]
) -> Sequence[tuple[int, ZoneFigure]]:
    """Return the sum of a number over these Ortsteile for each year, the oldest first."""
    years = sorted({figure.year for figure in figures})
    by_year = {y: {f.area_id: f for f in figures if f.year == y} for y in years}
    return [(year, _zone("", "", area_ids, by_year[year])) for year in years]
