"""The map of a report: contributions and measures by Ortsteil."""

from collections import Counter
from collections.abc import Iterable

from app.areas.queries import AreaShape, area_map, directory
from app.plan.models import Measure
from app.reports.services.snapshot import FigureRow, MapArea, MapData, MeasureState
from app.submissions.queries import MapFigures, figures_on_map


def map_of(rows: Iterable[FigureRow], measures: Counter[int]) -> MapData | None:
    """Return the map with these figures by the Ortsteil's number; None without geometry."""
    known, found = area_map(), directory()
    if known is None:
        return None
    by_id = {
        found.by_number[row["key"]].id: row["contributions"] or 0
        for row in rows
        if row["key"] in found.by_number
    }
    figures = figures_on_map(by_id)
    return {
        "width": known.width,
        "height": known.height,
        "attribution": known.attribution,
        "levels": [
            {"level": level, "start": start, "end": end} for level, start, end in figures.ranges()
        ],
        "areas": [_area(shape, figures, measures) for shape in known.shapes],
    }


def _area(shape: AreaShape, figures: MapFigures, measures: Counter[int]) -> MapArea:
    return {
        "number": directory().by_id[shape.area_id].number,
        "name": shape.name,
        "slug": shape.slug,
        "path": shape.path,
        "label_x": shape.label_x,
        "label_y": shape.label_y,
        "contributions": figures.numbers[shape.area_id],
        "measures": measures[shape.area_id],
        "level": figures.level(shape.area_id),
    }


def measures_by_area(measures: Iterable[Measure], states: Iterable[MeasureState]) -> Counter[int]:
    """Return how many measures that are not dropped are for an Ortsteil by its id.

    Also those for a zone that it lies in; those for the whole city count nowhere.
    """
    counted: Counter[int] = Counter()
    for measure, state in zip(measures, states, strict=True):
        if state["status"] not in ("dropped", "suggested"):
            zones = {member.area_id for zone in measure.zones for member in zone.members}
            counted.update({area.id for area in measure.areas} | zones)
    return counted
