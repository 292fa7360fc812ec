"""A welfare provider at its own desk: with and without scripts, and once by keyboard alone."""

import time

import pytest

from app.demo.models import EXAMPLE_PASSWORD

pytestmark = pytest.mark.journey

NOTES = [
    "Im Treff ist der Weg vom Bus bis zur Tür zu weit.",
    "Die Sprechstunde am Nachmittag brauchen wir weiter.",
    "Viele wissen nicht, wo man Hilfe beim Antrag bekommt.",
    "Am Wochenende ist kein Ort offen, an dem man sitzen kann.",
    "Die Bänke am Platz stehen in der Sonne.",
    "Ein Raum zum gemeinsamen Kochen fehlt.",
    "Der Aufzug am Bahnsteig ist oft kaputt.",
    "Briefe vom Amt versteht man nicht ohne Hilfe.",
    "Abends fährt der Bus nur noch jede Stunde.",
    "Die neue Hausärztin ist ein Gewinn.",
]
SECONDS_A_NOTE = 5.0


def sign_in(visitor):
    page = visitor.open("/anmelden")
    page.get_by_label("E-Mail-Adresse").fill("traeger@example.org")
    page.get_by_label("Passwort").fill(EXAMPLE_PASSWORD)
    visitor.press("Anmelden")
    return page


def tab_to(page, name, most=80):
    """Press Tab until the control with this name has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        focus = page.evaluate(
            "(document.activeElement.labels?.[0] ?? document.activeElement).innerText"
        )
        if focus.strip().startswith(name):
            return
    raise AssertionError(f"Tab never reaches {name!r}")


def enter(page):
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_a_workshop_of_ten_notes_by_keyboard_alone(visit):
    visitor = visit()
    page = sign_in(visitor)
    visitor.open("/organisation/")
    tab_to(page, "Werkstatt erfassen")
    enter(page)
    tab_to(page, "Wie viele Menschen waren dabei?")
    page.keyboard.type("12")
    tab_to(page, "Ort")
    page.keyboard.type("Gemeindesaal")
    enter(page)
    visitor.examine()
    started = time.monotonic()
    for note in NOTES:  # the field has the focus from the beginning, and keeps it
        page.keyboard.type(note)
        page.keyboard.press("Enter")
    page.get_by_role("heading", name="10 Notizen, 120 Stimmen").wait_for()
    seconds = (time.monotonic() - started) / len(NOTES)
    print(f"\nworkshop by keyboard: {seconds:.2f} s a note")
    assert seconds < SECONDS_A_NOTE
    assert page.locator("ol.contributions li p").all_inner_texts() == NOTES[::-1]
    visitor.examine()
    tab_to(page, "Letzte Notiz zurücknehmen")
    enter(page)
    assert page.get_by_role("heading", name="9 Notizen, 108 Stimmen").is_visible()
    visitor.follow("Geheime Nummern zum Ausdrucken")
    assert page.locator("tbody tr").count() == 9


def test_a_note_that_could_not_be_stored_is_stored_once_later(visit):
    visitor = visit()
    page = sign_in(visitor)
    visitor.open("/organisation/werkstatt")
    page.get_by_label("Wie viele Menschen waren dabei?").fill("3")
    visitor.press("Weiter zu den Notizen")
    page.context.set_offline(True)
    page.get_by_role("textbox", name="Notiz").fill("Ohne Verbindung geschrieben.")
    page.keyboard.press("Enter")
    page.get_by_text("Nicht gespeichert.").wait_for()
    visitor.complaints.clear()  # the browser itself says that it is offline
    page.context.set_offline(False)
    page.get_by_role("textbox", name="Notiz").fill("Danach geschrieben.")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="2 Notizen, 6 Stimmen").wait_for()
    texts = page.locator("ol.contributions li p").all_inner_texts()
    assert texts == ["Danach geschrieben.", "Ohne Verbindung geschrieben."]


def test_a_note_with_more_voices_than_people_comes_back(visit):
    visitor = visit(320)
    page = sign_in(visitor)
    visitor.open("/organisation/werkstatt")
    page.get_by_label("Wie viele Menschen waren dabei?").fill("3")
    visitor.press("Weiter zu den Notizen")
    page.get_by_role("spinbutton", name="Stimmen").fill("4")
    page.get_by_role("textbox", name="Notiz").fill("Zu viele Stimmen.")
    page.keyboard.press("Enter")
    page.get_by_text("Es waren 3 Personen dabei").first.wait_for()
    assert page.get_by_role("textbox", name="Notiz").input_value() == "Zu viele Stimmen."


def test_without_scripts_enter_stores_a_note_as_well(visit):
    visitor = visit(scripts=False)
    page = sign_in(visitor)
    visitor.open("/organisation/werkstatt")
    page.get_by_label("Wie viele Menschen waren dabei?").fill("3")
    visitor.press("Weiter zu den Notizen")
    for note in NOTES[:2]:
        page.get_by_role("textbox", name="Notiz").fill(note)
        with page.expect_navigation():
            page.keyboard.press("Enter")
    assert page.get_by_role("heading", name="2 Notizen, 6 Stimmen").is_visible()


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_of_the_desk(visit, width, scheme):
    visitor = visit(width, color_scheme=scheme)
    sign_in(visitor)
    for path in (
        "/organisation/",
        "/organisation/werkstatt",
        "/organisation/beispiel-traeger/profil",
        "/organisation/beispiel-traeger/mitglieder",
        "/organisationen/",
        "/organisationen/beispiel-traeger",
        "/organisationen/anmelden",
        "/beitrag/neu?ansicht=kurz&organisation=beispiel-traeger",
    ):
        visitor.open(path)


def test_a_contribution_in_the_name_of_the_organisation(visit):
    visitor = visit()
    page = sign_in(visitor)
    visitor.open("/organisation/")
    with page.expect_navigation():
        page.locator("main").get_by_role("link", name="Beitrag schreiben").click()
    page.get_by_label("Rieth", exact=True).check()
    visitor.press("Weiter")
    page.get_by_label("Ihr Text").fill("Familien fragen nach Beratung am Abend.")
    visitor.press("Weiter")
    assert page.get_by_label("In wessen Namen schreiben Sie?").input_value() == "beispiel-traeger"
    visitor.press("Weiter")
    assert page.get_by_text("Im Namen von Beispielträger e. V.").is_visible()
    time.sleep(2)
    visitor.press("Beitrag absenden")
    visitor.open("/organisation/")
    assert page.get_by_text("Familien fragen nach Beratung am Abend.").is_visible()
    with page.expect_navigation():
        page.get_by_role("button", name="EF-").first.click()
    visitor.examine()
