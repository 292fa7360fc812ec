"""Schemes on pages: every version stays readable, and differences are told in words."""

import pytest
from lxml import html

from app.areas.services.schemes import SchemeRow, load_scheme
from app.insights.queries.schemes import (
    crossings,
    cut_of,
    letter_of,
    named_version,
    population_of,
    same_zones,
    split_zones,
)
from app.shared.database import db

# Zones of the first and the second version; 01 Altstadt lies in none of the second.
FIRST = {"nord": ("Norden", "05", "06"), "mitte": ("Mitte", "01", "04"), "sued": ("Süden", "02")}
SECOND = {"nord": ("Nord", "05"), "mitte": ("Mitte", "06", "04"), "sued": ("Süden", "02")}


def load(zones, key="raum", name="Planungsräume"):
    rows = [SchemeRow(zone, name, n) for zone, (name, *ns) in zones.items() for n in ns]
    load_scheme(key, name, "Amt für Soziales", rows)
    db.session.commit()


@pytest.fixture
def two_versions(app):
    """Two versions of a scheme of five Ortsteile are loaded."""
    with app.app_context():
        load(FIRST)
        load(SECOND)


def rows_of(answer):
    """Return the rows of the page's tables as lists of words."""
    rows = html.fromstring(answer.data).iter("tr")
    return [[" ".join(cell.text_content().split()) for cell in row] for row in rows]


def test_the_crossing_of_two_versions_is_what_one_counts_by_hand(app, two_versions):
    with app.app_context():
        here, there = (cut_of(named_version(token)) for token in ("raum:1", "raum"))
        met = crossings(here, there)
        pairs = [
            (one.here.key, one.there and one.there.key, [area.number for area in one.areas])
            for one in met
        ]
        assert pairs == [
            ("mitte", "mitte", ["04"]),
            ("mitte", None, ["01"]),
            ("nord", "mitte", ["06"]),
            ("nord", "nord", ["05"]),
            ("sued", "sued", ["02"]),
        ]
        assert [zone.key for zone, _parts in split_zones(met)] == ["mitte", "nord"]
        turned = crossings(there, here)
        assert [zone.key for zone, _parts in split_zones(turned)] == ["mitte"]
        assert [(one.key, two.key) for one, two in same_zones(turned)] == [("sued", "sued")]
        assert [(one.key, two.key) for one, two in same_zones(met)] == [("sued", "sued")]


def test_inhabitants_never_come_without_the_days_they_were_counted_on(app, two_versions, client):
    with app.app_context():
        zone = cut_of(named_version("raum:1")).zones[0]
        assert [area.number for area in zone.areas] == ["01", "04"]
        counted = population_of(zone.areas)
        assert counted.number == 19302 + 16750
        assert (counted.first.isoformat(), counted.last.isoformat()) == ("2017-07-31", "2022-12-31")
    rows = rows_of(client.get("/plan/gliederungen/raum?version=1"))
    assert rows[1][:2] == ["A Mitte", "2"]
    assert rows[1][3] == "36.052 (an Tagen vom 31. Juli 2017 bis 31. Dezember 2022)"


def test_the_list_says_what_a_scheme_leaves_out(app, two_versions, client):
    page = client.get("/plan/gliederungen")
    rows = {row[0]: row for row in rows_of(page)}
    assert rows["Planungsräume"][1] == "3"
    assert rows["Planungsräume"][3:] == ["Amt für Soziales", "49"]
    assert rows["Siedlungstyp"][4] == "keiner"
    assert 'href="/plan/gliederungen/raum?version=1"' in page.text


def test_an_old_version_is_shown_as_it_was(app, two_versions, client):
    assert "Norden" in client.get("/plan/gliederungen/raum?version=1").text
    newest = client.get("/plan/gliederungen/raum").text
    assert "Norden" not in newest
    assert "Was hat sich seit Version 1 geändert?" in newest
    assert "raum:1" not in client.get("/plan/gliederungen/settlement_type").text


def test_zones_on_the_map_differ_by_letter_and_pattern(app, two_versions, client):
    drawn = html.fromstring(client.get("/plan/gliederungen/raum?version=1").data)
    letters = [one.text for one in drawn.iter("text")]
    assert sorted(letters) == ["A", "A", "B", "B", "C"]
    fills = {one.get("fill") for one in drawn.iter("path") if one.get("class") == "zone-area"}
    assert fills == {"none", "url(#zone-0)", "url(#zone-1)", "url(#zone-2)"}


def test_differences_are_told_in_words_and_as_a_cross_table(app, two_versions, client):
    page = client.get("/plan/gliederungen/vergleich?a=raum:1&b=raum:2")
    words = " ".join(html.fromstring(page.data).text_content().split())
    assert "„Norden“ aus Planungsräume, Version 1 ist in Planungsräume, Version 2 geteilt:" in words
    assert "geteilt: Mitte (Rieth); Nord (Berliner Platz)." in words
    assert "in keinem Raum (Altstadt)" in words
    assert "„Süden“ ist in beiden gleich." in words
    rows = rows_of(page)
    assert rows[0] == ["Planungsräume, Version 1", "Mitte", "Nord", "Süden", "in keinem Raum"]
    assert rows[2] == ["Norden", "1", "1", "–", "–"]


def test_the_same_cut_under_another_name_is_told_to_be_the_same(app, client):
    everywhere = {"a": ("Ost", "05", "06")}
    with app.app_context():
        load(everywhere)
        load({"b": ("Rechts", "05", "06")}, key="isek", name="ISEK")
    page = client.get("/plan/gliederungen/vergleich?a=raum&b=isek")
    assert "hier heißt dort „Rechts“" in page.text


@pytest.mark.parametrize("query", ["", "?a=raum", "?a=raum:9&b=raum", "?a=%00&b=raum:x"])
def test_a_comparison_without_two_schemes_asks_for_them(app, two_versions, client, query):
    page = client.get(f"/plan/gliederungen/vergleich{query}")
    assert page.status_code == 200
    assert 'name="a"' in page.text


@pytest.mark.parametrize("address", ["nichts", "raum?version=9", "raum?version=x"])
def test_what_does_not_exist_is_not_found(client, two_versions, address):
    assert client.get(f"/plan/gliederungen/{address}").status_code == 404


@pytest.mark.parametrize(("place", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (53, "BB")])
def test_there_are_letters_for_any_number_of_zones(place, letters):
    assert letter_of(place) == letters
