"""P4: with the code somebody sees, restricts, lifts, objects and deletes; the city answers."""

import re

import pytest

from tests.journeys.test_asking_back import open_with_code
from tests.journeys.test_from_sentence_to_export import SCRIPTS, sign_in, write

pytestmark = pytest.mark.journey


@SCRIPTS
@pytest.mark.parametrize("width", [1280, 320])
def test_see_restrict_lift_object_and_delete(visit, scripts, width):
    text = f"Am Wehr fehlt ein Geländer ({width}, {scripts})."
    resident = visit(width, scripts)
    code = write(resident, text)
    page = resident.open("/meine-daten")
    page.get_by_label("Ihre geheime Beitragsnummer").fill(code)
    resident.press("Meine Daten zeigen")
    assert text in page.inner_text("main")
    resident.follow("Einschränken")
    resident.press("Beitrag einschränken")
    assert "weggeschlossen" in page.inner_text("main")
    resident.press("Einschränkung aufheben")
    assert "Alles ist wie zuvor" in page.inner_text("main")
    resident.follow("Widersprechen")
    resident.press("Widerspruch senden")
    assert "Bitte schreiben Sie etwas" in page.inner_text(".error-summary")
    page.get_by_label("Warum widersprechen Sie?").fill("Man erkennt mich.")
    resident.press("Widerspruch senden")
    assert "Die Stadt antwortet spätestens am" in page.inner_text("main")
    resident.follow("Löschen")
    resident.press("Endgültig löschen")
    page = resident.open("/meine-daten")
    assert text not in page.inner_text("main")
    assert "Der Text ist gelöscht" in page.inner_text("main")


@pytest.mark.parametrize("mode", [{}, {"width": 320}, {"width": 320, "color_scheme": "dark"}])
def test_an_administrator_answers_keeps_and_reads_the_record(visit, mode):
    resident, staff = visit(**mode), visit(**mode)
    code = write(resident, f"Der Brunnen ist trocken {sorted(mode)}.")
    page = open_with_code(resident, code)
    number = re.search(r"EF-\d+-\d+", page.inner_text("h1"))[0]
    resident.follow("Was gespeichert ist")
    resident.follow("Widersprechen")
    page.get_by_label("Warum widersprechen Sie?").fill("Das war ich nicht.")
    resident.press("Widerspruch senden")
    page = sign_in(staff, "admin@example.org")
    staff.open("/verwaltung/datenschutz")
    staff.follow(number)
    page.get_by_label("nicht stattgegeben").check()
    page.get_by_label("Ihre Antwort an die Person").fill("Der Text nennt niemanden.")
    staff.press("Antwort senden")
    assert "Der Text nennt niemanden." in resident.open("/meine-daten").inner_text("main")
    page = staff.open("/verwaltung/datenschutz/fristen")
    staff.press("Aufbewahren")
    assert "Bitte schreiben Sie einen Grund" in page.inner_text(".error-summary")
    staff.open("/verwaltung/datenschutz/verzeichnis")
    staff.open("/meine-daten/konto")
