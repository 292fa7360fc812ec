"""Loading the city from a folder with `ortsteile.csv` and `ortsteile.geojson`."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import undefer

from app.areas.models import Area, Council, MapFrame
from app.areas.policy import ATTRIBUTION
from app.areas.services.geometry import Drawing, coverage_problems, draw, read_boundaries
from app.areas.services.schemes import SchemeRow, load_scheme
from app.areas.services.tables import AreaRow, read_areas
from app.shared.database import db
from app.shared.errors import InvalidData
from app.shared.page_cache import public_content_changed
from app.shared.spelling import slug_of, spellings
from app.shared.transactions import writes

DEFAULT_FOLDER = Path(__file__).parent.parent / "data"
# Fields of which the old and the new value are too long to print.
LONG_FIELDS = ("svg_path", "search_names")


@dataclass
class LoadReport:
    """What differs from before: one line each, and how many Ortsteile are as they were."""

    differences: list[str] = field(default_factory=list)
    unchanged: int = 0


@writes
def load_city(folder: Path) -> LoadReport:
    """Load Ortsteile, councils, geometry and the scheme of settlement types.

    Raises `InvalidData` with every problem; then nothing has changed. Loading twice changes
    nothing.
    """
    rows, drawings, size = _read(folder)
    report = LoadReport()
    councils = _load_councils(rows, report)
    known = {area.number: area for area in db.session.scalars(select(Area).options(undefer("*")))}
    for row in rows:
        _load_area(row, drawings[row.number], councils, known.get(row.number), report)
    _load_frame(size, report)
    db.session.flush()
    report.differences += load_scheme(
        "settlement_type",
        "Siedlungstyp",
        "Öffentliche Statistik der Stadt, abgeleitet",
        [SchemeRow(slug_of(r.settlement_type), r.settlement_type, r.number) for r in rows],
    )
    if report.differences:
        public_content_changed()
    return report


def _read(folder: Path) -> tuple[list[AreaRow], dict[str, Drawing], tuple[int, int]]:
    table, geojson = folder / "ortsteile.csv", folder / "ortsteile.geojson"
    missing = [f"{file} is missing" for file in (table, geojson) if not file.is_file()]
    if missing:
        raise InvalidData(missing)
    rows, problems = read_areas(table)
    boundaries, geometry_problems = read_boundaries(geojson)
    problems += geometry_problems
    problems += _unmatched(rows, table.name, {one.number for one in boundaries}, geojson.name)
    listed = {row.number for row in rows}
    seen: set[str] = set()
    for one in boundaries:
        if one.number not in listed:
            problems.append(f"{geojson.name}:{one.line}: number {one.number!r} is unknown")
        if one.number in seen:
            problems.append(f"{geojson.name}:{one.line}: number {one.number!r} occurs twice")
        seen.add(one.number)
    problems += [] if problems else coverage_problems(boundaries, geojson.name)
    problems += _lost_areas(listed, table.name)
    if problems:
        raise InvalidData(problems)
    width, height, drawings = draw(boundaries)
    return rows, drawings, (width, height)


def _unmatched(rows: list[AreaRow], table: str, drawn: set[str], geojson: str) -> list[str]:
    missing = [row for row in rows if row.number not in drawn]
    return [f"{table}:{row.line}: number {row.number} is not in {geojson}" for row in missing]


def _lost_areas(listed: set[str], table: str) -> list[str]:
    """An Ortsteil that is stored must not vanish: contributions belong to it."""
    stored = db.session.execute(select(Area.number, Area.name))
    lost = [(number, name) for number, name in stored if number not in listed]
    return [
        f"{table}: number {number} ({name}) is stored but missing here" for number, name in lost
    ]


def _load_councils(rows: list[AreaRow], report: LoadReport) -> dict[str, Council]:
    known = {council.key: council for council in db.session.scalars(select(Council))}
    for name in dict.fromkeys(row.council for row in rows if row.council):
        key = slug_of(name)
        if key not in known:
            known[key] = Council(key=key, name=name)
            db.session.add(known[key])
            report.differences.append(f"new council: {name}")
    db.session.flush()
    return {council.name: council for council in known.values()}


def _load_area(
    row: AreaRow,
    drawing: Drawing,
    councils: dict[str, Council],
    area: Area | None,
    report: LoadReport,
) -> None:
    values: dict[str, Any] = {
        "number": row.number,
        "slug": slug_of(row.name),
        "name": row.name,
        "search_names": spellings(row.name),
        "settlement_type": row.settlement_type,
        "area_km2": row.area_km2,
        "population": row.population,
        "population_date": row.population_date,
        "council_id": councils[row.council].id if row.council else None,
        "svg_path": drawing.path,
        "label_x": drawing.label_x,
        "label_y": drawing.label_y,
    }
    if area is None:
        db.session.add(Area(**values))
        report.differences.append(f"new: {row.number} {row.name}")
        return
    changes = {name: new for name, new in values.items() if getattr(area, name) != new}
    for name, new in changes.items():
        words = "changed" if name in LONG_FIELDS else f"{getattr(area, name)} -> {new}"
        report.differences.append(f"{row.number} {row.name}: {name}: {words}")
        setattr(area, name, new)
    report.unchanged += not changes


def _load_frame(size: tuple[int, int], report: LoadReport) -> None:
    frame = db.session.get(MapFrame, 1)
    values = (*size, ATTRIBUTION)
    if frame and (frame.width, frame.height, frame.attribution) == values:
        return
    frame = frame or MapFrame(id=1)
    frame.width, frame.height, frame.attribution = values
    db.session.add(frame)
    report.differences.append(f"map frame: {size[0]} x {size[1]} units of 10 m")
