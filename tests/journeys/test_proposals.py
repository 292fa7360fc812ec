"""A mayor hands in a proposal, everybody sees the clock, the city decides; a council is heard."""

import datetime as dt
import re

import pytest

from app.demo.models import MAYOR
from app.shared.clock import today
from tests.journeys.test_from_sentence_to_export import SCRIPTS, WIDTH, sign_in

pytestmark = pytest.mark.journey


@WIDTH
@SCRIPTS
def test_from_the_resolution_to_the_decision(visit, width, scripts):
    title = f"Ein Zebrastreifen vor der Schule ({width}, {scripts})"
    mayor, staff, resident = (visit(width, scripts) for _ in range(3))
    page = sign_in(mayor, MAYOR)
    mayor.open("/ortsteilrat/vorschlaege")
    mayor.follow("Vorschlag schreiben")
    page.get_by_label("Was schlagen Sie vor, in einem Satz?").fill(title)
    page.get_by_label("Vorschlag und Begründung").fill("Kinder kommen nicht sicher hinüber.")
    page.get_by_label("An welches Amt geht er?").select_option(label="Amt für Soziales")
    mayor.press("Entwurf speichern")
    assert "Zum Einreichen fehlt noch" in page.inner_text("main")
    mayor.follow("Entwurf ändern")
    page.get_by_label("Tag des Beschlusses").fill(str(today()))
    page.get_by_label("Nummer des Beschlusses").fill("OTR-12/26")
    mayor.press("Entwurf speichern")
    assert "Wenn Sie ihn heute einreichen" in page.inner_text("main")
    mayor.press("Jetzt einreichen")
    number = re.search(r"V-\d{4}-\d{3}", page.inner_text("main")).group()

    seen = resident.open("/ortsteile/rieth")
    assert title in seen.inner_text("main")
    resident.follow(title)
    assert re.search(r"Noch \d+ Tage", seen.inner_text("main"))
    seen.get_by_text("Warum dieser Tag?").click()
    assert "innerhalb von drei Monaten" in seen.inner_text("main")

    page = sign_in(staff)
    staff.open("/ortsteilrat/fristen")
    staff.follow(title)
    page.get_by_label("teilweise angenommen").check()
    page.get_by_label("Tag der Entscheidung").fill(str(today()))
    page.get_by_label("Begründung, für den Ortsteilrat und alle").fill("Eine Ampel kommt.")
    staff.press("Entscheidung eintragen")
    assert "Teilweise angenommen" in page.inner_text("main")

    resident.open(f"/vorschlaege/{number}")
    assert "Eine Ampel kommt." in seen.inner_text("main")
    resident.open("/ortsteile/rieth/vorschlaege")
    assert "teilweise angenommen" in seen.inner_text("main")


@WIDTH
def test_a_council_is_heard(visit, width):
    title = f"Umbau der Haltestelle ({width})"
    staff, mayor = visit(width), visit(width)
    page = sign_in(staff)
    staff.open("/ortsteilrat/anhoerungen")
    staff.follow("Anhörung eröffnen")
    page.get_by_label("Worum geht es bei der Entscheidung?").fill(title)
    page.get_by_label("Was ist geplant, und was möchten Sie wissen?").fill("Sie wird verlegt.")
    page.get_by_label("Rieth", exact=True).check()
    page.get_by_label("Letzter Tag für die Antwort").fill(str(today() + dt.timedelta(days=3)))
    staff.press("Anhörung jetzt eröffnen")
    assert "weniger als 14 Tage" in page.inner_text("main")
    page.get_by_label("Trotzdem eröffnen").check()
    staff.press("Anhörung jetzt eröffnen")
    address = page.url.removeprefix(staff.home)

    answering = sign_in(mayor, MAYOR)
    mayor.open("/ortsteilrat/")
    mayor.follow(title)
    answering.get_by_label("Wir antworten mit diesem Text").check()
    answering.get_by_label("Ihre Antwort").fill("Wir stimmen zu.")
    mayor.press("Antwort speichern")
    assert "Beantwortet" in answering.inner_text("main")

    staff.open(address)
    assert "Wir stimmen zu." in page.inner_text("main")
    page.get_by_text("Anhörung schließen").click()
    staff.press("Schließen und veröffentlichen")
    staff.follow("So sehen es alle")
    assert "Wir stimmen zu." in page.inner_text("main")


def test_every_page_of_it_is_reached_by_the_keyboard(visit):
    mayor = visit()
    page = sign_in(mayor, MAYOR)
    mayor.open("/ortsteilrat/vorschlaege/neu")
    page.get_by_label("Was schlagen Sie vor, in einem Satz?").focus()
    page.keyboard.type("Nur mit der Tastatur")
    for _ in range(7):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent").strip() == "Entwurf speichern":
            break
    for _ in range(6):
        if page.evaluate("document.activeElement.textContent").strip() == "Entwurf speichern":
            break
        page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.inner_text("h1") == "Nur mit der Tastatur"
