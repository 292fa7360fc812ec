"""Loading the city: all of it or nothing, every problem with file and line."""

import json
import shutil

import pytest
from sqlalchemy import func, select

from app.areas.models import Area, AreaScheme, Council
from app.areas.queries import area_map, directory, find, zones_of_areas
from app.areas.services.loading import DEFAULT_FOLDER, load_city
from app.shared.database import db


@pytest.fixture
def folder(tmp_path):
    copy = tmp_path / "city"
    copy.mkdir()
    for name in ("ortsteile.csv", "ortsteile.geojson"):
        shutil.copyfile(DEFAULT_FOLDER / name, copy / name)
    return copy


def load(app, *arguments):
    return app.test_cli_runner().invoke(args=["areas", "load", *map(str, arguments)])


def change_csv(folder, old, new):
    path = folder / "ortsteile.csv"
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new, 1))


def change_geometry(folder, change):
    path = folder / "ortsteile.geojson"
    data = json.loads(path.read_text())
    change(data["features"])
    path.write_text(json.dumps(data))


def test_erfurt_has_53_ortsteile_41_councils_and_nine_without(app):
    with app.app_context():
        entries = directory().entries
        assert len(entries) == 53
        assert db.session.scalar(select(func.count()).select_from(Council)) == 41
        assert sum(entry.council_name is None for entry in entries) == 9


def test_loading_twice_changes_nothing(app):
    result = load(app)
    assert result.exit_code == 0
    assert "Nothing has changed." in result.output
    assert "53 Ortsteile as before." in result.output


def test_differences_are_reported_and_a_dry_run_writes_nothing(app, folder):
    change_csv(folder, "6285,2020-12-31", "6400,2025-12-31")
    dry = load(app, folder, "--dry-run")
    assert "06 Rieth: population: 6285 -> 6400" in dry.output
    with app.app_context():
        assert directory().by_slug["rieth"].population == 6285
    assert load(app, folder).exit_code == 0
    with app.app_context():
        assert directory().by_slug["rieth"].population == 6400


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("06,Rieth", "05,Rieth", "ortsteile.csv:7: '05' stands in line 6 already"),
        ("06,Rieth", "77,Rieth", "ortsteile.csv:7: number 77 is not in ortsteile.geojson"),
        ("06,Rieth", "6,Rieth", "ortsteile.csv:7: number '6' is not two digits"),
        ("6285,2020-12-31", "6285,", "ortsteile.csv:7: number 06: population needs its"),
        ("6285,2020-12-31", "viele,2020-12-31", "ortsteile.csv:7: invalid literal"),
        ("number,name", "nummer,name", "ortsteile.csv:1: columns missing: number"),
    ],
)
def test_a_wrong_table_is_refused_with_file_and_line(app, folder, old, new, problem):
    change_csv(folder, old, new)
    result = load(app, folder)
    assert result.exit_code == 1
    assert problem in result.output
    with app.app_context():
        assert len(directory().entries) == 53


def _shift(features, by):
    features[5]["geometry"]["coordinates"][0] = [
        [x + by, y] for x, y in features[5]["geometry"]["coordinates"][0]
    ]


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (lambda f: _shift(f, 0.004), "overlaps"),
        (lambda f: f[5]["properties"].update(number="99"), "number '99' is unknown"),
        (lambda f: f.append(f[5]), "occurs twice"),
        (lambda f: f[5].update(geometry=None), "has no readable geometry"),
        (lambda f: f[5]["geometry"]["coordinates"][0].insert(3, [11.2, 51.2]), "number 06"),
    ],
    ids=["overlap", "unknown number", "twice", "no geometry", "not valid"],
)
def test_a_wrong_geometry_is_refused(app, folder, change, problem):
    change_geometry(folder, change)
    result = load(app, folder)
    assert result.exit_code == 1
    assert "ortsteile.geojson:" in result.output
    assert problem in result.output


def test_a_gap_between_ortsteile_is_refused(app, folder):
    """The Altstadt, in the middle, becomes smaller than the hole its neighbours leave."""

    def shrink(features):
        ring = features[0]["geometry"]["coordinates"][0]
        x = sum(point[0] for point in ring) / len(ring)
        y = sum(point[1] for point in ring) / len(ring)
        features[0]["geometry"]["coordinates"][0] = [
            [x + (px - x) * 0.5, y + (py - y) * 0.5] for px, py in ring
        ]

    change_geometry(folder, shrink)
    result = load(app, folder)
    assert result.exit_code == 1
    assert "lies apart" in result.output or "gap" in result.output


def test_a_missing_file_is_named(app, tmp_path):
    assert "ortsteile.csv is missing" in load(app, tmp_path).output


def test_the_map_has_a_shape_for_every_ortsteil_with_its_source(app):
    with app.app_context():
        city = area_map()
        assert len(city.shapes) == 53
        assert city.attribution.startswith("© Landeshauptstadt Erfurt, Geoportal (dl-de/by-2-0)")
        assert all(shape.path.startswith("M") for shape in city.shapes)
        assert sum(len(shape.path) for shape in city.shapes) < 60_000
        for shape in city.shapes:
            assert 0 < shape.label_x < city.width
            assert 0 < shape.label_y < city.height


def test_the_area_in_square_kilometres_matches_the_drawn_one(app):
    with app.app_context():
        total = db.session.scalar(select(func.sum(Area.area_km2)))
        assert 269 < total < 271


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("Möbisburg", "moebisburg-rhoda"),
        ("Moebisburg", "moebisburg-rhoda"),
        ("mobisburg", "moebisburg-rhoda"),
        ("RIETH", "rieth"),
        ("bussleben", "buessleben"),
        ("Büßleben", "buessleben"),
        ("stotternhiem", "stotternheim"),
        ("33", "niedernissa"),
        ("6", "rieth"),
        ("roter", "roter-berg"),
    ],
)
def test_all_spellings_find_the_ortsteil(app, typed, first):
    with app.app_context():
        assert find(typed)[0].slug == first


@pytest.mark.parametrize("typed", ["", "   ", "xyzxyz", "%", "🙂", "99"])
def test_what_is_no_ortsteil_finds_none(app, typed):
    with app.app_context():
        assert find(typed) == []


def test_the_scheme_of_settlement_types_ships(app):
    with app.app_context():
        zones = zones_of_areas()
        rieth = directory().by_slug["rieth"].id
        assert zones[rieth] == {"settlement_type": "Plattenbau"}


def write_scheme(tmp_path, *lines):
    path = tmp_path / "scheme.csv"
    head = "scheme_key,scheme_name,source,zone_key,zone_name,area_number"
    path.write_text("\n".join([head, *lines]))
    return path


def test_a_scheme_is_loaded_in_versions(app, tmp_path):
    runner = app.test_cli_runner()
    row = "raum,Planungsräume,Test,{},Raum {},06"
    for zone in ("nord", "nord", "sued"):
        path = write_scheme(tmp_path, row.format(zone, zone))
        assert runner.invoke(args=["areas", "load-scheme", str(path)]).exit_code == 0
    with app.app_context():
        wanted = select(AreaScheme.version).where(AreaScheme.key == "raum")
        assert db.session.scalars(wanted.order_by(AreaScheme.version)).all() == [1, 2]
        assert zones_of_areas()[directory().by_slug["rieth"].id]["raum"] == "Raum sued"


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("raum,R,T,a,A,99", "scheme.csv:2: number '99' is unknown"),
        ("raum,R,T,,A,06", "scheme.csv:2: scheme or zone is empty"),
        ("Räume,R,T,a,A,06", "scheme.csv:2: scheme_key needs small letters"),
        ("vergleich,R,T,a,A,06", "scheme.csv:2: scheme_key needs small letters"),
        (f"raum,{'R' * 121},T,a,A,06", "scheme.csv:2: a name or the source is too long"),
        ("raum,R,T,a,A,05\nraum,R,T,a,B,06", "scheme.csv:3: zone a is called A above"),
    ],
)
def test_a_wrong_scheme_is_refused(app, tmp_path, line, problem):
    path = write_scheme(tmp_path, line)
    result = app.test_cli_runner().invoke(args=["areas", "load-scheme", str(path)])
    assert result.exit_code == 1
    assert problem in result.output


def test_loading_is_a_service_that_reports(app):
    with app.app_context():
        report = load_city(DEFAULT_FOLDER)
        assert (report.differences, report.unchanged) == ([], 53)


def test_another_source_is_another_version_and_the_old_one_stays(app, tmp_path):
    for source in ("Amt A", "Amt A", "Amt B"):
        path = write_scheme(tmp_path, f"raum,Planungsräume,{source},nord,Nord,06")
        app.test_cli_runner().invoke(args=["areas", "load-scheme", str(path)])
    with app.app_context():
        wanted = select(AreaScheme.source).where(AreaScheme.key == "raum")
        assert db.session.scalars(wanted.order_by(AreaScheme.version)).all() == ["Amt A", "Amt B"]
