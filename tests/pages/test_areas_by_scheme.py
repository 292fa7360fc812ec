"""The list of the Ortsteile can be cut by any scheme."""

import pytest
from lxml import html

from app.areas.services.schemes import SchemeRow, load_scheme
from app.shared.database import db
from tests.factories import make_submission

ZONES = [
    ("nord", "Norden", "06"),
    ("nord", "Norden", "05"),
    ("nord", "Norden", "10"),
    ("mitte", "Mitte", "01"),
]


@pytest.fixture
def said(app):
    """Three contributions in a zone, one of them passed on, one in none, one about the city."""
    with app.app_context():
        load_scheme("raum", "Planungsräume", "Amt", [SchemeRow(*zone) for zone in ZONES])
        make_submission(status="published")
        make_submission(status="published", on_behalf="others", voices=4)
        make_submission(status="published", area="berliner-platz")
        make_submission(status="published", area="hochheim")
        make_submission(status="published", area=None)
        db.session.commit()


def words(node):
    return " ".join(node.text_content().split())


def test_ortsteile_stand_in_their_zones_with_sums(said, client):
    page = html.fromstring(client.get("/ortsteile/?gliederung=raum").data)
    groups = page.find_class("area-group")
    titles = [words(group.find("h2")) for group in groups]
    assert titles == ["Mitte", "Norden", "in keinem Raum"]
    north = groups[1]
    assert "3 Beiträge, davon 1 weitergegeben" in words(north.find("p"))
    assert [link.get("href") for link in north.find("p").iter("a")] == [
        "/plan/statistik/raum/raum/nord"
    ]
    assert [words(link) for link in north.find("ul").iter("a")] == [
        "Berliner Platz",
        "Rieth",
        "Roter Berg",
    ]
    assert len(list(groups[2].find("ul").iter("li"))) == 49
    assert "1 Beitrag" in words(groups[2].find("p"))


def test_the_table_has_a_line_of_sums_for_each_zone(said, client):
    page = html.fromstring(client.get("/ortsteile/?gliederung=raum").data)
    heads = [row for row in page.iter("tr") if row.xpath("th[@scope='rowgroup']")]
    assert [[words(cell) for cell in row] for row in heads] == [
        ["Mitte", "0", "0"],
        ["Norden", "3", "1"],
        ["in keinem Raum", "1", "0"],
    ]


def test_every_scheme_is_offered_and_an_unknown_one_shows_the_plain_list(said, client):
    plain = client.get("/ortsteile/?gliederung=nichts").text
    assert "area-group" not in plain
    for key in ("raum", "settlement_type"):
        assert f"/ortsteile/?gliederung={key}" in plain


def test_the_page_follows_what_is_published_and_a_new_version_of_the_scheme(said, app, client):
    client.get("/ortsteile/?gliederung=raum")
    with app.app_context():
        make_submission(status="published", area="altstadt")
        load_scheme("raum", "Planungsräume", "Amt", [SchemeRow("kern", "Kern", "01")])
        db.session.commit()
    groups = html.fromstring(client.get("/ortsteile/?gliederung=raum").data).find_class(
        "area-group"
    )
    assert words(groups[0].find("h2")) == "Kern"
    assert "1 Beitrag" in words(groups[0].find("p"))
