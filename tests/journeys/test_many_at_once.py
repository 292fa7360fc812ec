"""Many contributions at once: a table with errors is sent, mended, imported and taken back."""

import pytest

from tests.journeys.test_from_sentence_to_export import sign_in
from tests.submissions import tables

pytestmark = pytest.mark.journey

WAYS = {
    "phone": {"width": 320, "color_scheme": "dark"},
    "without scripts": {"width": 1280, "scripts": False},
}


def bad_rows(way):
    """The same rows for each way in words of their own: what was sent before is pointed out."""
    rows = [*tables.ROWS, ["Riet", "Der Name des Ortsteils ist falsch.", "", "", "", ""]]
    return [[where, f"{text} ({way})", *more] for where, text, *more in rows]


def upload(visitor, path):
    page = visitor.open("/organisation/import/")
    page.get_by_label("Ihre Datei").set_input_files(path)
    visitor.press("Hochladen und ansehen")
    assert "Was steht in den Spalten?" in page.inner_text("h1")
    visitor.press("Zeilen prüfen")
    return page


def wait_for(visitor, work, heading):
    """Let the worker work; the page turns to the next step by itself, with and without scripts."""
    work()
    visitor.page.wait_for_selector(f"h1:has-text('{heading}')", timeout=20_000)
    visitor.examine()


@pytest.mark.parametrize("way", WAYS)
def test_a_table_is_sent_mended_imported_and_taken_back(visit, work, tmp_path, way):
    member = visit(**WAYS[way])
    page = sign_in(member, "traeger@example.org")
    (tmp_path / "notizen.csv").write_bytes(tables.csv_file(bad_rows(way)))
    upload(member, tmp_path / "notizen.csv")
    wait_for(member, work, "Einige Zeilen haben Fehler")
    assert "Einen Ortsteil „Riet“ gibt es nicht. Meinten Sie „Rieth“?" in page.inner_text("main")
    with page.expect_download() as download:
        page.get_by_role("link", name="Zeilen mit Fehlern (CSV)").click()
    returned = download.value.path().read_text("utf-8-sig")
    assert returned.startswith("Zeile;Befund;Ortsteil;Beitrag")
    member.press("Nur die 3 guten Zeilen übernehmen")
    wait_for(member, work, "3 Beiträge sind angekommen")

    (tmp_path / "verbessert.csv").write_text(returned.replace("Riet;", "Rieth;"))
    upload(member, tmp_path / "verbessert.csv")
    wait_for(member, work, "Alles kann übernommen werden")
    member.press("1 Beitrag übernehmen")
    wait_for(member, work, "1 Beitrag ist angekommen")

    member.follow("Alles zurücknehmen")
    member.press("Alles zurücknehmen")
    wait_for(member, work, "1 Beitrag ist zurückgenommen")
    assert "Von dieser Tabelle ist nichts mehr da." in page.inner_text("main")
