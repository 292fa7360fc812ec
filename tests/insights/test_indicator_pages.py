"""Indicators on pages: each with source and method, summed up only where that is right."""

import io

import pytest
import time_machine
from lxml import html

from app.areas.queries import directory
from app.insights.queries.shading import shading_of
from app.insights.services.indicator_files import KEPT_FOR, keep_for_loading, kept_rows
from app.shared.clock import now
from tests.factories import make_person, make_submission, signed_in
from tests.insights.indicators import GOOD, load, load_shipped_catalogue, table

UPLOAD = "/plan/kennzahlen/laden"


@pytest.fixture
def loaded(app, tmp_path):
    """The figures of `GOOD` are loaded."""
    with app.app_context():
        load_shipped_catalogue()
    file = tmp_path / "figures.csv"
    file.write_text(table(*GOOD))
    assert load(app, file).exit_code == 0


@pytest.fixture
def planner(app):
    """A planner's client, with the catalogue of indicators loaded."""
    with app.app_context():
        load_shipped_catalogue()
        return signed_in(app, make_person("planner"))


def send(client, content, name="zahlen.csv"):
    data = {"file": (io.BytesIO(content), name)}
    return client.post_form(UPLOAD, data, content_type="multipart/form-data")


def rows_of(answer):
    """Return the rows of the page's tables as lists of words."""
    rows = html.fromstring(answer.data).iter("tr")
    return [[" ".join(cell.text_content().split()) for cell in row] for row in rows]


def test_only_indicators_with_figures_are_listed(client, loaded):
    page = client.get("/plan/kennzahlen")
    assert "Arbeitslose Menschen" in page.text
    assert "2023–2024" in page.text
    assert "Haushalte mit einer Person" not in page.text


def test_the_map_and_the_table_say_the_same_with_source_and_method(client, loaded):
    page = client.get("/plan/kennzahlen/aged_65")
    assert 'aria-label="Rieth: 31,5 %"' in page.text
    assert ["Rieth", "31,5", "2024"] in rows_of(page)
    assert ["Hochheim", "kein Wert", "–"] in rows_of(page)
    assert "Melderegister 2024" in page.text
    assert "Anteil an allen Menschen mit Hauptwohnung im Ortsteil" in page.text


@pytest.mark.parametrize(
    ("query", "row"),
    [("?jahr=2023", ["Rieth", "280", "2023"]), ("?jahr=1900", ["Rieth", "300", "2024"])],
)
def test_a_year_can_be_chosen_and_one_without_figures_is_ignored(client, loaded, query, row):
    assert row in rows_of(client.get(f"/plan/kennzahlen/unemployed{query}"))


def test_numbers_add_up_in_a_zone_only_when_every_ortsteil_has_one(client, app, loaded, tmp_path):
    address = "/plan/kennzahlen/unemployed?jahr=2024&gliederung=settlement_type"
    page = client.get(address)
    zone = next(row for row in rows_of(page) if row[0] == "Plattenbau")
    assert zone[2] == "nicht berechenbar"
    assert "kein Wert: " in zone[3]
    missing = {"06": 1, "05": 2}
    numbers = [area.number for area in plattenbau(app)]
    lines = [f"{n};unemployed;2024;{missing.get(n, 10)};Personen;Amt;" for n in numbers]
    file = tmp_path / "all.csv"
    file.write_text(table(*lines))
    load(app, file)
    zone = next(row for row in rows_of(client.get(address)) if row[0] == "Plattenbau")
    assert zone[1:] == [str(len(numbers)), str(10 * (len(numbers) - 2) + 3), "2024"]


def plattenbau(app):
    with app.app_context():
        return [a for a in directory().entries if a.settlement_type == "Plattenbau"]


@pytest.mark.parametrize(
    "address",
    ["?gliederung=settlement_type", "/verlauf?gliederung=settlement_type&raum=plattenbau"],
)
def test_shares_of_zones_are_never_averaged(client, loaded, address):
    page = client.get(f"/plan/kennzahlen/aged_65{address}")
    assert "Nicht berechenbar" in page.text
    assert "24," not in page.text


def test_the_years_of_an_ortsteil_come_with_what_was_different(client, loaded):
    page = client.get("/plan/kennzahlen/unemployed/verlauf?ortsteil=rieth")
    assert "Von 2023 bis 2024." in page.text
    assert rows_of(page)[-2:] == [
        ["2023", "280", "Bundesagentur 2023 · Stichtag 30. Juni"],
        ["2024", "300", "Bundesagentur 2024"],
    ]


@pytest.mark.parametrize(
    "address",
    [
        "nichts",
        "unemployed/verlauf",
        "unemployed/verlauf?ortsteil=x",
        "nichts/verlauf?ortsteil=rieth",
    ],
)
def test_what_does_not_exist_is_not_found(client, loaded, address):
    assert client.get(f"/plan/kennzahlen/{address}").status_code == 404


def test_beside_contributions_nothing_is_mixed_and_the_population_has_its_day(app, loaded):
    with app.app_context():
        make_submission(status="published")
        make_submission(status="published", on_behalf="others", voices=3)
        client = signed_in(app, make_person("planner"))
    page = client.get("/plan/kennzahlen/unemployed/bedarf")
    rieth = next(row for row in rows_of(page) if row[0] == "Rieth")
    assert rieth[1:] == ["300", "2024", "2", "1", "4", "0,3", "31. Dezember 2020"]
    assert "nicht vermischt" in page.text


def test_a_table_is_looked_at_first_and_loaded_whole(planner, client):
    checked = send(planner, table(*GOOD).encode("utf-8-sig"))
    assert checked.status_code == 303
    page = planner.get(checked.location)
    assert ["Rieth", "Arbeitslose Menschen", "2024", "neu", "300 Personen"] in rows_of(page)
    assert "Arbeitslose" not in client.get("/plan/kennzahlen").text
    done = planner.post_form(checked.location, {})
    assert done.location == "/plan/kennzahlen"
    assert "Arbeitslose" in client.get("/plan/kennzahlen").text
    assert planner.get(checked.location).status_code == 404


def test_every_wrong_line_stands_on_the_page(planner):
    answer = send(planner, table(GOOD[0], "99;x;24;viel;kg;;").encode())
    assert answer.status_code == 422
    for said in ("Zeile 3:", "Nummer „99“", "„viel“ ist keine Zahl", "Die Quelle fehlt"):
        assert said in answer.text
    assert not answer.text.count("Zeile 2:")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "Bitte wählen Sie eine Datei."),
        (b"PK\x03\x04", "beschädigt"),
        (b" ", "In dieser Tabelle steht nichts."),
    ],
)
def test_a_file_that_is_no_table_is_told_at_its_field(planner, content, said):
    answer = send(planner, content, "x.csv" if content else "")
    assert answer.status_code == 422
    assert said in answer.text


def test_a_table_is_for_the_person_who_sent_it(planner, app):
    checked = send(planner, table(*GOOD).encode()).location
    with app.app_context():
        other = signed_in(app, make_person("planner"))
    assert other.get(checked).status_code == 404
    assert other.post(checked, data={"csrf_token": other.token()}).status_code == 404
    assert planner.get(checked).status_code == 200


def test_a_table_that_nobody_loads_is_gone_the_next_day(app):
    with app.app_context():
        load_shipped_catalogue()
        person, content = make_person("planner"), table(*GOOD).encode()
        token = keep_for_loading(person, io.BytesIO(content))
        assert kept_rows(person, token)
        with time_machine.travel(now() + KEPT_FOR * 1.1):
            keep_for_loading(person, io.BytesIO(content))
        assert kept_rows(person, token) is None
        assert kept_rows(person, "../../etc/passwd") is None


@pytest.mark.parametrize(
    ("values", "levels"),
    [
        ([1, 2, 3, 4, 5], [1, 2, 3, 4, 5]),
        ([5, 5, 5], [5, 5, 5]),
        ([1, 1, 1, 1, 9], [1, 1, 1, 1, 5]),
        ([0, 7], [1, 5]),
        ([], []),
    ],
)
def test_steps_hold_about_as_many_and_equal_values_share_one(values, levels):
    shading = shading_of(dict(enumerate(values)))
    assert [shading.level(place) for place in range(len(values))] == levels
    assert shading.level(99) == 0
    assert sum(step.areas for step in shading.steps) == len(values)
