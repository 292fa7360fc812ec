"""Gaps: what people say beside what covers it; each number leads to its contributions."""

import csv
import io
import json
from urllib.parse import urlencode

import pytest
from openpyxl import load_workbook

from app.areas.queries import directory
from app.areas.services.schemes import load_scheme_file
from app.guidelines.services import load_code_book, publish
from app.insights.queries.places import place_by_key, places, whole_city
from app.insights.services.cube import gap_cube
from app.plan.models import PlanCover
from app.shared.clock import now
from app.shared.database import db
from app.shared.jobs import run_one
from app.shared.transactions import begin_writing
from tests.conftest import EXAMPLE_BOOK
from tests.factories import make_measure, make_submission
from tests.page_checks import read_page

GROUP, FIELD = "target:senioren", "field:mobilitaet"
OTHERS = ("target:kinder", "field:bildung")
PAGE = "/plan/luecken"


def area_id(slug):
    return directory().by_slug[slug].id


def speak(number=1, area="rieth", codes=(GROUP, FIELD), **fields):
    for _ in range(number):
        make_submission(status="published", area=area, codes=codes, **fields)


def declare(group=None, field=None, area=None):
    """Have a specialist plan say that it covers a part of the cube."""
    begin_writing()
    cover = PlanCover(plan_key="plan:seniorenbericht", target_group_key=group, field_key=field)
    cover.area_id, cover.source, cover.at = area_id(area) if area else None, "Seite 12", now()
    db.session.add(cover)
    db.session.commit()


def texts(page, what):
    return [" ".join(node.to_text().split()) for node in read_page(page.text).query(what)]


def links(page, what):
    return [node.attrs["href"] for node in read_page(page.text).query(what)]


def cell_of(area="rieth", group=GROUP, field=FIELD):
    return gap_cube().cell(place_by_key(area, None), group, field)


def test_a_planted_gap_comes_first_and_what_is_covered_does_not_come(app, client_of):
    with app.app_context():
        speak(3)
        speak(2, "altstadt", OTHERS)
        speak(5, "altstadt", ("target:familien", "field:wohnen"))
        make_measure(
            status="agreed", whole_city=True, code_keys=("target:familien", "field:wohnen")
        )
    page = client_of("planner").get(PAGE)
    titles = texts(page, ".gap-list a")
    assert titles == ["Senior:innen · Mobilität", "Kinder · Bildung"]


@pytest.mark.parametrize(
    "supply",
    [
        {"whole_city": True, "code_keys": (GROUP, FIELD)},
        {"areas": ["rieth"], "code_keys": (GROUP, FIELD)},
        {"areas": ["rieth", "altstadt"], "code_keys": (GROUP,)},
        {"whole_city": True, "code_keys": (FIELD, "field:wohnen")},
    ],
)
def test_a_measure_covers_what_it_names_where_it_is(app, supply):
    with app.app_context():
        speak()
        areas = tuple(area_id(slug) for slug in supply.pop("areas", ()))
        make_measure(status="agreed", area_ids=areas, **supply)
        assert cell_of().state == "covered"
        assert cell_of().measures == 1


@pytest.mark.parametrize(
    "supply",
    [
        {"status": "suggested", "whole_city": True, "code_keys": (GROUP, FIELD)},
        {"status": "agreed", "whole_city": False, "code_keys": (GROUP, FIELD)},
        {"status": "agreed", "whole_city": True, "code_keys": ()},
        {"status": "agreed", "whole_city": True, "code_keys": (GROUP, "field:wohnen")},
        {"status": "agreed", "whole_city": True, "code_keys": ("target:kinder", FIELD)},
    ],
    ids=["suggested", "no place", "names nothing", "another field", "another group"],
)
def test_other_measures_do_not_cover_it(app, supply):
    with app.app_context():
        speak()
        make_measure(**supply)
        assert cell_of().state == "open"


@pytest.mark.parametrize(
    ("cover", "state"),
    [
        ({}, "covered"),
        ({"group": GROUP}, "covered"),
        ({"group": GROUP, "field": FIELD, "area": "rieth"}, "covered"),
        ({"area": "altstadt"}, "open"),
        ({"field": "field:wohnen"}, "open"),
    ],
)
def test_an_empty_part_of_what_a_plan_covers_means_all_of_it(app, cover, state):
    with app.app_context():
        speak()
        declare(**cover)
        assert cell_of().state == state


def load_zones(tmp_path):
    """Put Rieth and Altstadt into one zone, and leave all others without."""
    file = tmp_path / "zones.csv"
    numbers = [directory().by_slug[slug].number for slug in ("rieth", "altstadt")]
    rows = [f"probe,Probe,Test,mitte,Mitte,{number}" for number in numbers]
    heading = "scheme_key,scheme_name,source,zone_key,zone_name,area_number"
    file.write_text("\n".join([heading, *rows]))
    load_scheme_file(file)
    db.session.commit()


def test_a_scheme_puts_ortsteile_together_and_shows_what_is_in_no_zone(app, client_of, tmp_path):
    with app.app_context():
        load_zones(tmp_path)
        speak(2)
        speak(1, "altstadt")
        speak(1, "alach")
        speak(1, None)
        found = gap_cube().gaps(places("probe"))
        assert [(gap.place.key, gap.cell.open.contributions) for gap in found] == [
            ("raum:mitte", 3),
            ("ohne-raum", 1),
            ("ohne-ortsteil", 1),
        ]
        altstadt, rieth = (directory().by_slug[slug] for slug in ("altstadt", "rieth"))
        zone = found[0].place
        assert zone.population == altstadt.population + rieth.population
        assert zone.dates == (altstadt.population_date, rieth.population_date)
    page = client_of("planner").get(f"{PAGE}?gliederung=probe&ort=raum:mitte")
    assert texts(page, "#heat-title") == ["Mitte"]
    assert texts(page, ".heat-cell a") == ["3"]
    assert "31. Juli 2017–31. Dezember 2020" in page.text
    rows = app.test_cli_runner().invoke(
        args=["insights", "gaps", "--format", "csv", "--scheme", "probe"]
    )
    assert [row["Gebiet"] for row in rows_of_csv(rows.output)] == [
        "Mitte",
        "ohne Planungsraum",
        "ohne Ortsteil",
    ]


def test_a_place_of_several_ortsteile_is_covered_in_a_part_of_them(app):
    with app.app_context():
        speak(2)
        speak(1, "altstadt", on_behalf="others")
        make_measure(status="agreed", area_ids=(area_id("rieth"),), code_keys=(FIELD,))
        cell = gap_cube().cell(whole_city(), GROUP, FIELD)
        assert cell.state == "partly"
        assert cell.demand == (3, 1, 3)
        assert cell.open == (1, 1, 1)


def test_a_contribution_counts_in_each_cell_and_once_at_the_edge(app):
    with app.app_context():
        speak(codes=(GROUP, "target:kinder", FIELD))
        cube, city = gap_cube(), whole_city()
        said = {key for key, cell in cube.cells(city).items() if cell.demand.contributions}
        assert said == {(GROUP, FIELD), ("target:kinder", FIELD)}
        assert cube.total(city, field=FIELD).contributions == 1


def test_who_has_no_code_is_shown_and_is_no_gap(app, client_of):
    with app.app_context():
        speak(codes=(FIELD,))
        speak(codes=())
        assert gap_cube().gaps(places(None)) == []
        assert cell_of(group="").demand.contributions == 1
    page = client_of("moderator").get(f"{PAGE}/zelle?gruppe=ohne&feld=ohne")
    assert page.text.count('<li class="contribution">') == 1


def test_the_cell_leads_to_its_contributions_page_by_page(app, client_of):
    with app.app_context():
        speak(2, text="Der Bus fährt zu selten.")
        speak(31, "altstadt", text="Eine Rampe fehlt.")
        speak(1, "altstadt", OTHERS, text="Etwas anderes.")
    reader = client_of("planner")
    first = reader.get(PAGE)
    found = links(first, ".heat-cell a")
    page = reader.get(next(one for one in found if FIELD in one.replace("%3A", ":")))
    assert page.text.count("Eine Rampe fehlt.") == 30
    older = links(page, "nav.actions a")[-1]
    rest = reader.get(older)
    assert rest.text.count("Eine Rampe fehlt.") == 1
    assert rest.text.count("Der Bus fährt zu selten.") == 2
    assert "Etwas anderes." not in page.text + rest.text


def test_silence_is_an_empty_frame_and_the_number_stands_in_the_cell(app, client_of):
    with app.app_context():
        speak(2)
    page = client_of("planner").get(PAGE)
    assert texts(page, ".heat-cell a") == ["2"]
    assert len(texts(page, ".heat-cell.silent")) == 16 * 13 - 1


@pytest.mark.parametrize(
    "query", ["gruppe=target:nichts&feld=alle", "gruppe=field:wohnen&feld=alle", "feld=alle", ""]
)
def test_a_cell_that_does_not_exist_is_not_found(client_of, query):
    assert client_of("planner").get(f"{PAGE}/zelle?{query}").status_code == 404


def test_a_place_that_does_not_exist_is_the_whole_city(app, client_of):
    with app.app_context():
        speak()
    page = client_of("planner").get(f"{PAGE}?ort=nirgends&gliederung=nichts&zahl=x")
    assert texts(page, "#heat-title") == ["Ganze Stadt"]


def rows_of_csv(content):
    return list(csv.DictReader(io.StringIO(content.removeprefix("\ufeff")), delimiter=";"))


def test_the_files_and_the_command_hold_the_same_cube(app, client_of):
    with app.app_context():
        speak(2)
        speak(1, "altstadt", OTHERS)
        declare(*OTHERS)
    reader, runner = client_of("planner"), app.test_cli_runner()
    found = rows_of_csv(reader.get(f"{PAGE}.csv").data.decode())
    gaps = [
        (row["Gebiet"], row["Zielgruppe (Schlüssel)"]) for row in found if row["Rang der Lücke"]
    ]
    assert gaps == [("Rieth", GROUP)]
    assert rows_of_csv(runner.invoke(args=["insights", "gaps", "--format", "csv"]).output) == found
    cells = json.loads(runner.invoke(args=["insights", "gaps", "--format", "json"]).output)["cells"]
    assert [str(cell["contributions"]) for cell in cells] == [row["Beiträge"] for row in found]
    sheet = load_workbook(io.BytesIO(reader.get(f"{PAGE}.xlsx").data))["Lücken"]
    assert [row[6] for row in sheet.iter_rows(min_row=2, values_only=True)] == [
        cell["contributions"] for cell in cells
    ]


def test_the_command_names_the_schemes_that_there_are(app):
    wrong = app.test_cli_runner().invoke(
        args=["insights", "gaps", "--format", "csv", "--scheme", "nichts"]
    )
    assert wrong.exit_code == 1
    assert "no scheme nichts" in wrong.output


def test_a_measure_is_derived_from_the_contributions_of_a_cell(app, client_of):
    with app.app_context():
        speak(2)
    reader = client_of("planner")
    cell = reader.get(f"{PAGE}/zelle?ort=rieth&gruppe={GROUP}&feld={FIELD}")
    ticks = [node.attrs for node in read_page(cell.text).query("input[name=aus]")]
    assert all("checked" in one and one["form"] == "pick" for one in ticks)
    picked = [("aus", one["value"]) for one in ticks]
    form = reader.get(f"/plan/arbeit/massnahmen/neu?{urlencode(picked)}")
    chosen = {n.attrs["value"] for n in read_page(form.text).query("input[checked]")}
    assert len(picked) == 2
    assert {GROUP, FIELD} <= chosen


def test_a_measure_covers_what_became_of_its_codes_in_a_new_catalogue(app):
    with app.app_context():
        speak()
        make_measure(status="agreed", whole_city=True, code_keys=(GROUP, FIELD))
        renamed = "key: target:aeltere\n  replaces: [target:senioren]"
        content = EXAMPLE_BOOK.read_text().replace("key: target:senioren", renamed)
        publish(load_code_book(content, "yaml"))
        db.session.commit()
        while run_one():
            pass
        assert cell_of(group="target:aeltere").state == "covered"
        assert gap_cube().gaps(places(None)) == []
