"""The main job from end to end: a resident writes, a moderator publishes, an export carries it."""

import csv
import io
import re

import pytest

from app.demo.models import EXAMPLE_PASSWORD

pytestmark = pytest.mark.journey

WIDTH = pytest.mark.parametrize("width", [1280, 320])
SCRIPTS = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])


def sign_in(visitor, email="moderation@example.org"):
    page = visitor.open("/anmelden")
    page.get_by_label("E-Mail-Adresse").fill(email)
    page.get_by_label("Passwort").fill(EXAMPLE_PASSWORD)
    visitor.press("Anmelden")
    return page


def write(visitor, text):
    """Write as a resident does, and return the receipt code."""
    page = visitor.open("/beitrag/neu")
    page.get_by_role("radio", name="Möbisburg-Rhoda").check()
    visitor.press("Weiter")
    page.get_by_label("Ihr Text").fill(text)
    visitor.press("Weiter")
    page.get_by_label("Bedarf").check()
    page.get_by_label("Mobilität").check()
    visitor.press("Weiter")
    assert text in page.inner_text("main")
    page.wait_for_timeout(2100)
    visitor.press("Beitrag absenden")
    assert page.inner_text("h1") == "Danke. Ihr Beitrag ist angekommen."
    return page.inner_text(".receipt-code")


@WIDTH
@SCRIPTS
def test_a_sentence_becomes_public_and_reaches_the_export(visit, work, width, scripts):
    text = f"Der letzte Bus fährt zu früh ({width}, {scripts})."
    resident, staff = visit(width, scripts), visit(width, scripts)
    code = write(resident, text)
    assert re.fullmatch(r"([0-9A-Z]{4}\s*){3}", code)

    page = sign_in(staff)
    page.goto(staff.home + "/moderation/?ortsteil=moebisburg-rhoda")
    staff.follow(re.compile(re.escape(text[:40])))
    assert page.get_by_label("Mobilität").is_checked()
    staff.press("Veröffentlichen")

    page = resident.open("/beitrag/status")
    page.get_by_label("Ihre geheime Beitragsnummer").fill(code.lower())
    resident.press("Meinen Beitrag zeigen")
    assert "Gelesen und veröffentlicht." in page.inner_text("main")
    public = resident.open("/ortsteile/moebisburg-rhoda")
    assert text in public.inner_text("main")

    page = staff.open("/export/")
    page.get_by_label("Tabelle (CSV), für Programme").check()
    staff.press("Datei erstellen")
    work()
    page.reload()
    staff.examine()
    with page.expect_download() as download:
        page.get_by_role("link", name="Herunterladen").click()
    content = download.value.path().read_text(encoding="utf-8-sig")
    rows = {row["Text"]: row for row in csv.DictReader(io.StringIO(content), delimiter=";")}
    assert rows[text]["Handlungsfelder"] == "field:mobilitaet"
    assert rows[text]["Ortsteilnummer"] == "18"


def test_choosing_on_the_map_with_the_keyboard(visit):
    visitor = visit()
    page = visitor.open("/beitrag/neu")
    page.get_by_role("link", name=re.compile(r"^Rieth: ")).focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    visitor.examine()
    assert "Schritt 2 von 4" in page.inner_text("main")


def test_typing_shortens_the_list_at_once(visit):
    visitor = visit()
    page = visitor.open("/beitrag/neu")
    page.get_by_label("Ihren Ortsteil suchen").fill("Moebis")
    assert page.get_by_role("radio", name="Möbisburg-Rhoda").is_visible()
    assert not page.get_by_role("radio", name="Rieth").is_visible()
    assert page.inner_text("#area-status") == "1 Ortsteile passen."


@SCRIPTS
def test_an_empty_form_says_what_is_missing_and_keeps_the_rest(visit, scripts):
    visitor = visit(320, scripts)
    page = visitor.open("/beitrag/neu?ansicht=kurz")
    page.get_by_label("Ihr Text").fill("Ein Text, der bleiben soll")
    visitor.press("Beitrag absenden")
    assert "Bitte wählen Sie einen Ortsteil" in page.inner_text(".error-summary")
    assert page.get_by_label("Ihr Text").input_value() == "Ein Text, der bleiben soll"
    assert page.title().startswith("Fehler: ")
    if scripts:
        assert page.evaluate("document.activeElement.className") == "error-summary"


def test_the_whole_form_works_from_the_keyboard_alone(visit):
    visitor = visit()
    page = visitor.open("/beitrag/neu?ortsteil=rieth")
    page.get_by_label("Ihr Text").focus()
    page.keyboard.type("Nur mit Tasten geschrieben.")
    for name in ("Weiter", "Weiter"):
        page.get_by_role("button", name=name, exact=True).focus()
        with page.expect_navigation():
            page.keyboard.press("Enter")
    page.wait_for_timeout(2100)
    page.get_by_role("button", name="Beitrag absenden").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.inner_text("h1") == "Danke. Ihr Beitrag ist angekommen."


def test_the_first_tab_stop_leads_to_the_content(visit):
    page = visit().open("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Zum Inhalt"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
