"""A planner answers a concern and derives a measure; a resident reads both with the code."""

import re

import pytest

from tests.journeys.test_from_sentence_to_export import SCRIPTS, WIDTH, sign_in, write

pytestmark = pytest.mark.journey

PLANNER = "planung@example.org"
DESK = "/plan/arbeit/antworten"


@WIDTH
@SCRIPTS
def test_from_the_concern_to_the_receipt(visit, width, scripts):
    resident, staff, planner = (visit(width, scripts) for _ in range(3))
    case = f"{width} {scripts}"
    code = write(resident, f"Wir brauchen mehr Busse am Abend ({case}).")
    number = re.search(r"EF-\d{4}-\d{6}", resident.page.inner_text("main")).group()
    page = sign_in(staff)
    staff.open(f"/moderation/{number}")
    staff.press("Veröffentlichen")
    staff.open("/moderation/anliegen/A-2026-0001")
    page.get_by_label("Nummern der Beiträge").fill(number)
    staff.press("Aufnehmen")

    page = sign_in(planner, PLANNER)
    planner.open("/anliegen/A-2026-0001")
    planner.follow("Antwort schreiben")
    answer = f"Die Stadt prüft einen späteren Bus, Fassung {case}."
    page.get_by_label("Text der Antwort").fill(answer)
    planner.press("Entwurf speichern")
    assert answer not in resident.open("/anliegen/A-2026-0001").inner_text("main")
    planner.press("Antwort freigeben")
    planner.open("/anliegen/A-2026-0001")
    planner.follow("Maßnahme ableiten")
    title = f"Abendbus {case}"
    page.get_by_label("Titel").fill(title)
    page.get_by_label("Was wird die Stadt tun?").fill("Ein Bus fährt bis 23 Uhr.")
    planner.press("Maßnahme speichern")
    page.get_by_label("Begründung").fill("Besprochen")
    planner.press("Als abgestimmt festhalten")
    planner.follow("Alle Belege mit Schlagwörtern")
    assert number in page.inner_text("main")

    page = resident.open("/beitrag/status")
    page.get_by_label("Ihre geheime Beitragsnummer").fill(code)
    resident.press("Meinen Beitrag zeigen")
    history = page.inner_text(".timeline")
    assert "Amt für Soziales" in history
    assert f"Teil der Maßnahme „{title}“." in history
    resident.follow("Antwort lesen")
    assert answer in page.inner_text("main")
    resident.open(f"/beitrag/{number}")
    assert answer in page.inner_text("main")
    resident.follow(title)
    assert "Darauf stützt sich das" in page.inner_text("main")
    resident.follow("Alle Beiträge dahinter")
    assert number in page.inner_text("main")


def test_a_measure_is_supported_and_the_support_taken_back(visit):
    planner = visit()
    page = sign_in(planner, PLANNER)
    planner.open("/plan/arbeit/massnahmen/neu")
    page.get_by_label("Titel").fill("Mehr Schatten")
    page.get_by_label("Was wird die Stadt tun?").fill("Bäume pflanzen.")
    planner.press("Maßnahme speichern")
    planner.open("/beitrag/EF-2026-000001")
    planner.follow("Maßnahme damit belegen")
    page.get_by_label("Nummer oder Wörter der Maßnahme").fill("Schatten")
    planner.press("Suchen")
    with page.expect_navigation():
        page.get_by_role("button", name=re.compile("damit belegen$")).first.click()
    planner.examine()
    assert "EF-2026-000001" in page.inner_text("main")
    with page.expect_navigation():
        page.get_by_role("button", name="Als Beleg entfernen: EF-2026-000001").click()
    planner.examine()
    assert "ist kein Beleg mehr" in page.inner_text("main")
    planner.press("Rückgängig")
    assert "1 veröffentlichter Beitrag" in page.inner_text("main")


def test_every_page_of_it_in_every_mode(visit):
    for mode in ({}, {"width": 320}, {"color_scheme": "dark"}):
        planner = visit(**mode)
        sign_in(planner, PLANNER)
        for path in (
            DESK,
            f"{DESK}?art=anliegen",
            f"{DESK}?ortsteil=rieth&feld=field:soziales",
            f"{DESK}/entwuerfe",
            f"{DESK}/gegeben",
            f"{DESK}/neu?zu=EF-2026-000001",
            "/plan/arbeit/belegen",
            "/plan/arbeit/belegen?aus=beitrag:EF-2026-000001",
            "/antworten/",
            "/beitrag/EF-2026-000001",
        ):
            planner.open(path)
