"""An administrator's and an auditor's way: people, roles, rights, the audit trail."""

import pytest

from tests.journeys.test_from_sentence_to_export import sign_in

pytestmark = pytest.mark.journey

ADMIN, AUDITOR = "admin@example.org", "pruefung@example.org"
WAYS = pytest.mark.parametrize(("width", "scripts"), [(1280, True), (320, True), (1280, False)])


@WAYS
def test_a_role_is_given_and_taken_away_in_plain_words(visit, width, scripts):
    admin = visit(width, scripts)
    page = sign_in(admin, ADMIN)
    admin.open("/moderation/")
    admin.follow("Verwaltung")
    page.get_by_label("Name oder E-Mail-Adresse").fill("Beispiel Planung")
    admin.press("Zeigen")
    admin.follow("Beispiel Planung")
    page.get_by_label("Rolle").select_option(label="Ortsteilbürgermeister:in")
    admin.press("Rolle geben")
    assert "Bitte wählen Sie einen" in page.inner_text(".error-summary")
    page.get_by_label("Für welchen Ortsteilrat").select_option(label="Hochheim")
    page.get_by_label("Letzter Tag").fill("2029-05-25")
    admin.press("Rolle geben")
    words = page.inner_text("main")
    assert "Beiträge aus Hochheim lesen, bevor sie öffentlich sind" in words
    assert "weil: Ortsteilbürgermeister:in: Hochheim, bis 25. Mai 2029" in words
    admin.press("Entziehen: Ortsteilbürgermeister:in: Hochheim, bis 25. Mai 2029")
    assert "Hochheim lesen" not in page.inner_text("main")


@WAYS
def test_somebody_is_invited(visit, width, scripts):
    admin = visit(width, scripts)
    page = sign_in(admin, ADMIN)
    admin.open("/verwaltung/personen")
    admin.follow("Jemanden einladen")
    page.get_by_label("E-Mail-Adresse").fill(f"neu-{width}-{scripts}@example.org")
    page.get_by_label("Name", exact=True).fill("Neue Kollegin")
    page.get_by_label("Rolle").select_option(label="Moderation")
    admin.press("Einladen")
    assert "/anmelden/einladung/" in page.inner_text("main")
    admin.follow("Weiter")
    assert "eingeladen" in page.inner_text("main")


@WAYS
def test_the_trail_is_filtered_checked_and_taken_away(visit, work, width, scripts):
    auditor = visit(width, scripts)
    page = sign_in(auditor, AUDITOR)
    assert page.url.endswith("/verwaltung/protokoll")
    page.get_by_label("Was", exact=True).select_option(label="angemeldet")
    auditor.press("Zeigen")
    assert "angemeldet" in page.inner_text("tbody")
    assert "veröffentlicht" not in page.inner_text("tbody")
    auditor.press("Jetzt prüfen")
    work()
    auditor.open("/verwaltung/protokoll?was=signed+in")
    assert "Die Kette ist vollständig" in page.inner_text("main")
    with page.expect_download() as file:
        page.get_by_role("button", name="Diese Einträge als Datei (CSV) herunterladen").click()
    assert "signature;" in file.value.path().read_text()
    auditor.follow("Rechte")
    page.locator("summary", has_text="Exporte").click()
    assert "/export/" in page.inner_text("main")


def test_a_role_is_given_from_the_keyboard_alone(visit):
    admin = visit()
    page = sign_in(admin, ADMIN)
    admin.open("/verwaltung/personen")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip-link"
    page.get_by_role("link", name="Beispiel Prüfung").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.get_by_label("Rolle").focus()
    page.keyboard.type("Zweit")
    while page.evaluate("document.activeElement.textContent") != "Rolle geben":
        page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    admin.examine()
    assert "ein zweites Mal zuordnen" in page.inner_text("main")
