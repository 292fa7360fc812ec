"""Figures come from a table onto the map: a planner loads them, everybody looks at them."""

import pytest

from app import create_app
from tests.conftest import close, settings_for
from tests.insights.indicators import GOOD, load_shipped_catalogue, table
from tests.journeys.test_from_sentence_to_export import sign_in

pytestmark = pytest.mark.journey

WAYS = {
    "desktop": {},
    "dark phone": {"width": 320, "color_scheme": "dark"},
    "without scripts": {"scripts": False},
}


@pytest.fixture(scope="module", autouse=True)
def catalogue(server):
    """The words of the indicators are loaded."""
    url = f"sqlite:///{server.folder / 'ortsstimme.sqlite3'}"
    app = create_app(settings_for(url, server.folder))
    with app.app_context():
        load_shipped_catalogue()
    close(app)


@pytest.mark.parametrize("way", WAYS)
def test_figures_are_checked_loaded_and_seen_on_the_map(visit, tmp_path, way):
    moderator = visit(**WAYS[way])
    page = sign_in(moderator)
    year = 2000 + list(WAYS).index(way)
    lines = [line.replace("2024;", f"{year};") for line in GOOD if ";2024;" in line]
    file = tmp_path / "kennzahlen.csv"
    file.write_text(table(*lines, "99;aged_65;2001;viel;%;Amt;"))
    moderator.open("/plan/kennzahlen/laden")
    page.get_by_label("Ihre Datei").set_input_files(file)
    moderator.press("Tabelle prüfen")
    assert "„viel“ ist keine Zahl." in page.inner_text("main")

    file.write_text(table(*lines))
    page.get_by_label("Ihre Datei").set_input_files(file)
    moderator.press("Tabelle prüfen")
    assert "31,5 %" in page.inner_text("main")
    moderator.press("Alles laden")
    assert "Die Werte sind geladen." in page.inner_text("main")

    reader = visit(**WAYS[way])
    page = reader.open(f"/plan/kennzahlen/aged_65?jahr={year}")
    reader.follow("Rieth: 31,5 %")
    assert "Rieth" in page.inner_text("h1")
    assert str(year) in page.inner_text("main")


@pytest.mark.parametrize("way", WAYS)
def test_schemes_and_interfaces_can_be_read_in_every_way(visit, way):
    visitor = visit(**WAYS[way])
    sign_in(visitor)
    for path in (
        "/plan/kennzahlen",
        "/plan/kennzahlen/unemployed/bedarf",
        "/plan/gliederungen",
        "/plan/gliederungen/settlement_type",
        "/plan/gliederungen/vergleich?a=settlement_type&b=settlement_type",
        "/plan/schnittstellen",
        "/plan/schnittstellen/plan:isek-2030/plan:seniorenbericht",
        "/plan/schnittstellen/tagesordnung",
        "/plan/schnittstellen/tagesordnung/datei?planung=x",
    ):
        visitor.open(path)
