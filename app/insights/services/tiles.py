"""Small pictures of the cube, one for each place, all with the same shades."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.insights.queries.demand import ALL, Demand
from app.insights.queries.places import Place
from app.insights.services.cube import Cube, Key, Scale, scale_of

SIZE, GAP = 7, 1


@dataclass(frozen=True)
class Tile:
    """One small picture: SVG paths by level of shade, and one over what is covered (hatching)."""

    shades: dict[int, str]
    covered: str


@dataclass(frozen=True)
class Tiles:
    """All pictures by the key of their place, their size, and the one scale."""

    width: int
    height: int
    scale: Scale
    by_place: dict[str, Tile]


def tiles_of(cube: Cube, places: Sequence[Place]) -> Tiles:
    """Return the pictures: a square for each cell that somebody spoke about."""
    said = {
        place.key: _sums(cube.demand.get(area, {}) for area in place.area_keys) for place in places
    }
    left = {
        place.key: _sums(cube.open.get(area, {}) for area in place.area_keys) for place in places
    }
    scale = scale_of([number for cells in said.values() for number in cells.values()])
    corners = _corners(cube)
    tiles = {key: _tile(cells, left[key], scale, corners) for key, cells in said.items()}
    width, height = (len(cube.fields) + 1) * SIZE, (len(cube.groups) + 1) * SIZE
    return Tiles(width, height, scale, tiles)


def _tile(
    said: dict[Key, int], left: dict[Key, int], scale: Scale, corners: dict[Key, str]
) -> Tile:
    shades: dict[int, str] = defaultdict(str)
    covered = ""
    for key, number in said.items():
        shades[scale.level(number)] += corners[key]
        covered += "" if left.get(key) == number else corners[key]
    return Tile(dict(sorted(shades.items())), covered)


def _corners(cube: Cube) -> dict[Key, str]:
    across, side = len(cube.fields) + 1, SIZE - GAP
    return {
        key: f"M{place % across * SIZE} {place // across * SIZE}h{side}v{side}h-{side}z"
        for place, key in enumerate(cube.keys)
    }


def _sums(parts: Iterable[dict[Key, Demand]]) -> dict[Key, int]:
    found: dict[Key, int] = defaultdict(int)
    for cells in parts:
        for key, own in cells.items():
            if ALL not in key:
                found[key] += own.contributions
    return dict(found)
