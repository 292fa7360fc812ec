"""Gaps: what people say beside what the plan covers, and the contributions behind each cell."""

from typing import Any

from flask import abort, make_response, render_template, request
from flask_babel import gettext as _

from app.areas.queries import area_map, directory, schemes
from app.insights.forms.gaps import GapWish, read_code, read_wish
from app.insights.queries.contributions import contributions_of_cell
from app.insights.queries.places import places
from app.insights.services.cube import Cell, Cube, gap_cube, scale_of
from app.insights.services.gap_files import csv_file, rows_of, xlsx_file
from app.insights.services.tiles import tiles_of
from app.insights.views import blueprint
from app.insights.views.gap_words import cell_url, code_names
from app.plan.policy import works_on_plan
from app.shared.access import allowed_to
from app.shared.clock import now
from app.shared.paging import read_position
from app.submissions.queries import MapFigures

LISTED, LIST_LENGTH = 20, 30
KINDS = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@blueprint.get("/luecken")
@allowed_to(works_on_plan)
def gaps() -> Any:
    """Show the heat map of a place, the ranked gaps, small pictures by place, map and table."""
    wish, cube = read_wish(request.args), gap_cube()
    cells = cube.cells(wish.place)
    compared = places(wish.scheme)
    return render_template(
        "insights/gaps.html",
        wish=wish,
        cube=cube,
        cells=cells,
        groups=code_names(cube.groups, "target_group"),
        fields=code_names(cube.fields, "field"),
        scale=scale_of([_figure(wish, cell) for cell in cells.values()]),
        ranked=cube.gaps(wish.places, LISTED),
        tiles=tiles_of(cube, compared),
        compared=[place for place in compared if cube.total(place).contributions],
        area_map=area_map(),
        map_figures=_map_figures(cube),
        **_choices(wish),
    )


@blueprint.get("/luecken/zelle")
@allowed_to(works_on_plan)
def gap_cell() -> Any:
    """Show what covers a target group and a field in a place, and the contributions."""
    wish = read_wish(request.args)
    group = read_code(request.args.get("gruppe", ""), "target_group")
    field = read_code(request.args.get("feld", ""), "field")
    if group is None or field is None:
        abort(404)
    cube, position = gap_cube(), read_position(request.args.get("vor"))
    found = cube.supply.of(wish.place.area_keys, group, field)
    return render_template(
        "insights/gap_cell.html",
        wish=wish,
        cell=cube.cell(wish.place, group, field),
        measures=[cube.supply.measures[one] for kind, one in sorted(found) if kind == "measure"],
        covers=[cube.supply.covers[one] for kind, one in sorted(found) if kind == "cover"],
        page=contributions_of_cell(wish.place.area_keys, group, field, position, LIST_LENGTH),
        is_first=position is None,
        url=cell_url(wish, wish.place, group, field),
    )


@blueprint.get("/luecken.<any(csv,xlsx):format>")
@allowed_to(works_on_plan)
def gap_file(format: str) -> Any:
    """Send the cube of what was chosen as a file."""
    cube, wish = gap_cube(), read_wish(request.args)
    rows = rows_of(cube, wish.places)
    answer = make_response(csv_file(rows) if format == "csv" else xlsx_file(rows, now()))
    answer.mimetype = KINDS[format]
    answer.headers["Content-Disposition"] = f"attachment; filename=luecken.{format}"
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _figure(wish: GapWish, cell: Cell) -> int:
    return cell.demand.voices if wish.by_voices else cell.demand.contributions


def _map_figures(cube: Cube) -> MapFigures:
    numbers = {area: number for area, number in cube.number_of_gaps().items() if area}
    return MapFigures(numbers, scale_of(list(numbers.values())).bounds)


def _choices(wish: GapWish) -> dict[str, Any]:
    """What the filters offer: the zones of the chosen scheme before the Ortsteile."""
    zones = [one for one in places(wish.scheme) if one.name] if wish.scheme else []
    areas = [(one.slug, one.name) for one in directory().entries]
    return {
        "scheme_options": [("", _("Ortsteile")), *((one.key, one.name) for one in schemes())],
        "place_options": [("", _("Whole city")), *((one.key, one.name) for one in zones), *areas],
        "figure_options": [("", _("Contributions")), ("stimmen", _("Voices"))],
    }
