"""Exports that are cut by an area scheme: zone after zone, with keys and totals."""

import csv
import io

import openpyxl
import pytest

from app.areas.services.schemes import SchemeRow, load_scheme
from app.shared.database import db
from app.shared.jobs import run_one
from tests.factories import make_submission

# 06 Rieth and 05 Berliner Platz in the north, 01 Altstadt in the middle; 13 in no zone.
ZONES = [("a_nord", "Nord", "06"), ("a_nord", "Nord", "05"), ("b_mitte", "Mitte", "01")]


@pytest.fixture
def said(app):
    """Something was said in two zones, outside all zones, and about no Ortsteil."""
    with app.app_context():
        load_scheme("raum", "Planungsräume", "Amt", [SchemeRow(*zone) for zone in ZONES])
        for text, area, more in (
            ("Mitte früh", "altstadt", {}),
            ("Nord früh", "rieth", {"on_behalf": "others", "voices": 7}),
            ("nirgends", None, {}),
            ("draußen", "gispersleben", {"voices": 2}),
            ("Nord spät", "berliner-platz", {"voices": 3}),
            ("Mitte spät", "altstadt", {}),
        ):
            make_submission(text=text, status="published", area=area, **more)
        db.session.commit()


def write(app, path, *more):
    args = ["exports", "write", "--format", path.suffix[1:], "--output", str(path), *more]
    return app.test_cli_runner().invoke(args=args)


def rows_of(text):
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))


def in_zones(rows):
    return [
        (row["Planungsräume: Schlüssel"], row["Planungsräume"], row["Ortsteil"], row["Text"])
        for row in rows
    ]


SORTED = [
    ("a_nord", "Nord", "Rieth", "Nord früh"),
    ("a_nord", "Nord", "Berliner Platz", "Nord spät"),
    ("b_mitte", "Mitte", "Altstadt", "Mitte früh"),
    ("b_mitte", "Mitte", "Altstadt", "Mitte spät"),
    ("", "", "", "nirgends"),
    ("", "", "Gispersleben", "draußen"),
]


def test_rows_come_zone_after_zone_and_say_which(app, said, tmp_path, monkeypatch):
    monkeypatch.setattr("app.exports.queries.PAGE_LENGTH", 1)
    path = tmp_path / "out.csv"
    assert write(app, path, "--scheme", "raum").exit_code == 0
    rows = rows_of(path.read_text("utf-8"))
    assert in_zones(rows) == SORTED
    heading = list(rows[0])
    place = heading.index("Ortsteilnummer")
    assert heading[place - 2 : place] == ["Planungsräume: Schlüssel", "Planungsräume"]
    assert heading.count("Planungsräume") == 1
    assert "Siedlungstyp" in heading


def test_without_a_scheme_rows_come_by_the_day_and_zones_stand_behind(app, said, tmp_path):
    path = tmp_path / "out.csv"
    assert write(app, path).exit_code == 0
    rows = rows_of(path.read_text("utf-8"))
    assert [row["Text"] for row in rows][:2] == ["Mitte früh", "Nord früh"]
    assert "Planungsräume: Schlüssel" not in rows[0]
    assert rows[1]["Planungsräume"] == "Nord"


def test_a_workbook_has_the_totals_of_each_zone(app, said, tmp_path):
    path = tmp_path / "out.xlsx"
    assert write(app, path, "--scheme", "raum").exit_code == 0
    book = openpyxl.load_workbook(path)
    assert [list(row) for row in book["Summen"].iter_rows(values_only=True)] == [
        ["Planungsräume: Schlüssel", "Planungsräume", "Ortsteile", "Beiträge"]
        + ["davon weitergegeben", "Stimmen"],
        ["a_nord", "Nord", 2, 2, 1, 10],
        ["b_mitte", "Mitte", 1, 2, 0, 2],
        [None, "in keinem Raum", None, 1, 0, 2],
        [None, "ohne Ortsteil", None, 1, 0, 1],
        [None, "zusammen", None, 6, 1, 15],
    ]
    about = {row[0].value: row[1].value for row in book["Über diese Datei"].iter_rows()}
    assert about["Sortiert nach Gebietsgliederung"] == "Planungsräume, Version 1"


def test_a_zone_without_contributions_has_a_line_of_zeros(app, said, tmp_path):
    path = tmp_path / "out.xlsx"
    assert write(app, path, "--scheme", "raum", "--zone", "raum:a_nord").exit_code == 0
    lines = list(openpyxl.load_workbook(path)["Summen"].iter_rows(min_row=2, values_only=True))
    assert lines == [
        ("a_nord", "Nord", 2, 2, 1, 10),
        ("b_mitte", "Mitte", 1, 0, 0, 0),
        (None, "zusammen", None, 2, 1, 10),
    ]


def test_a_scheme_that_there_is_not_is_said(app, tmp_path):
    result = write(app, tmp_path / "out.csv", "--scheme", "nichts")
    assert result.exit_code == 1
    assert "There is no scheme nichts." in result.output


def test_the_form_offers_every_scheme(app, said, client_of):
    client = client_of("planner")
    assert "Planungsräume" in client.get("/export/").text
    wished = {"format": "csv", "area": "", "consultation": "", "scheme": "raum"}
    page = client.post_form("/export/", wished).location
    with app.app_context():
        while run_one():
            pass
    answer = client.get(f"{page}/datei")
    assert "nach-raum" in answer.headers["Content-Disposition"]
    assert in_zones(rows_of(answer.text)) == SORTED


def test_a_wrong_scheme_is_refused_at_the_field(said, client_of):
    answer = client_of("planner").post_form("/export/", {"format": "csv", "scheme": "nichts"})
    assert answer.status_code == 422
    assert 'id="scheme-error"' in answer.text
