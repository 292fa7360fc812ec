"""Boundaries: checked as a coverage, projected, and written as compact SVG paths."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import shapely
from pyproj import Transformer
from shapely.geometry import MultiPolygon, Polygon, shape

UNIT_METRES = 10
MARGIN_UNITS = 12


@dataclass(frozen=True)
class Boundary:
    """The boundary of an Ortsteil in EPSG:25832 (metres), with its line in the file."""

    number: str
    geometry: Any
    line: int


@dataclass(frozen=True)
class Drawing:
    """A shape in the units of the map frame."""

    path: str
    label_x: int
    label_y: int


def read_boundaries(file: Path) -> tuple[list[Boundary], list[str]]:
    """Return the boundaries and the problems found: WGS 84 in, EPSG:25832 (UTM 32 N) out."""
    raw = file.read_text(encoding="utf-8")
    try:
        features = json.loads(raw)["features"]
    except (ValueError, KeyError, TypeError) as error:
        return [], [f"{file.name}:{getattr(error, 'lineno', 1)}: not a GeoJSON collection"]
    to_utm = Transformer.from_crs("EPSG:4326", "EPSG:25832", always_xy=True)
    boundaries, problems = [], []
    for feature in features:
        number = str(feature.get("properties", {}).get("number", ""))
        line = _line_of(raw, number)
        try:
            geometry = shape(feature["geometry"])
        except (KeyError, ValueError, TypeError, AttributeError, shapely.errors.ShapelyError):
            problems.append(f"{file.name}:{line}: number {number!r} has no readable geometry")
            continue
        transform: Any = to_utm.transform
        projected = shapely.transform(geometry, transform, interleaved=False)
        boundaries.append(Boundary(number, projected, line))
    return boundaries, problems


def coverage_problems(boundaries: Sequence[Boundary], file: str) -> list[str]:
    """Return every invalid shape, overlap and gap, each naming the Ortsteile concerned."""
    problems = []
    for one in boundaries:
        if not isinstance(one.geometry, Polygon | MultiPolygon) or not one.geometry.is_valid:
            reason = shapely.is_valid_reason(one.geometry)
            problems.append(f"{file}:{one.line}: number {one.number}: {reason}")
    if problems:
        return problems
    problems += _overlaps(boundaries, file)
    problems += _gaps(boundaries, file)
    if not problems and not shapely.coverage_is_valid([one.geometry for one in boundaries]):
        edges = shapely.coverage_invalid_edges([one.geometry for one in boundaries])
        wrong = [one for one, edge in zip(boundaries, edges, strict=True) if not edge.is_empty]
        problems += [
            f"{file}:{one.line}: number {one.number} does not share its borders exactly"
            for one in wrong
        ]
    return problems


def draw(boundaries: Sequence[Boundary]) -> tuple[int, int, dict[str, Drawing]]:
    """Return width and height of the frame and a drawing for each number; y points down."""
    left, bottom, right, top = shapely.total_bounds([one.geometry for one in boundaries])
    width = round((right - left) / UNIT_METRES) + 2 * MARGIN_UNITS
    height = round((top - bottom) / UNIT_METRES) + 2 * MARGIN_UNITS

    def place(x: float, y: float) -> tuple[int, int]:
        across = round((x - left) / UNIT_METRES) + MARGIN_UNITS
        return across, round((top - y) / UNIT_METRES) + MARGIN_UNITS

    drawings = {}
    for one in boundaries:
        point = shapely.maximum_inscribed_circle(one.geometry, tolerance=20).coords[0]
        drawings[one.number] = Drawing(_path(one.geometry, place), *place(*point))
    return width, height, drawings


def _path(geometry: Any, place: Any) -> str:
    polygons = geometry.geoms if isinstance(geometry, MultiPolygon) else [geometry]
    rings = [ring for polygon in polygons for ring in (polygon.exterior, *polygon.interiors)]
    return "".join(_ring([place(x, y) for x, y in ring.coords]) for ring in rings)


def _ring(points: list[tuple[int, int]]) -> str:
    """Relative lines; points that fall together are left out."""
    (x, y), steps = points[0], []
    start = f"M{x} {y}l"
    for next_x, next_y in points[1:-1]:
        if (next_x, next_y) != (x, y):
            steps.append(f"{next_x - x} {next_y - y}")
            x, y = next_x, next_y
    return start + " ".join(steps).replace(" -", "-") + "z"


def _overlaps(boundaries: Sequence[Boundary], file: str) -> list[str]:
    geometries = [one.geometry for one in boundaries]
    tree = shapely.STRtree(geometries)
    problems = []
    for left, right in zip(*tree.query(geometries, predicate="intersects"), strict=True):
        if left < right and geometries[left].intersection(geometries[right]).area > 1:
            one, other = boundaries[left], boundaries[right]
            problems.append(f"{file}:{other.line}: number {other.number} overlaps {one.number}")
    return problems


def _gaps(boundaries: Sequence[Boundary], file: str) -> list[str]:
    union: Any = shapely.union_all([one.geometry for one in boundaries])
    if isinstance(union, MultiPolygon):
        parts = sorted(union.geoms, key=lambda part: part.area)[:-1]
        apart = [one for one in boundaries for part in parts if part.contains(one.geometry)]
        return [f"{file}:{one.line}: number {one.number} lies apart from the city" for one in apart]
    problems = []
    for hole in union.interiors:
        beside = [one for one in boundaries if one.geometry.intersects(hole)]
        numbers = ", ".join(sorted(one.number for one in beside))
        problems.append(f"{file}:{beside[0].line}: a gap between the numbers {numbers}")
    return problems


def _line_of(raw: str, number: str) -> int:
    position = raw.find(f'"number":"{number}"')
    position = position if position >= 0 else raw.find(f'"number": "{number}"')
    return raw.count("\n", 0, max(position, 0)) + 1
