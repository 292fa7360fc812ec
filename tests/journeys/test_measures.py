"""A planner brings a measure from an idea to a decision by the keyboard; everybody reads it."""

import re

import pytest

from tests.journeys.test_from_sentence_to_export import SCRIPTS, sign_in

pytestmark = pytest.mark.journey
PLANNER = "planung@example.org"
NAME = (
    "(() => { const e = document.activeElement;"
    " return (e.labels && e.labels.length ? e.labels[0] : e).innerText.trim() })()"
)
MOST_TABS = 150


def reach(page, name):
    """Press Tab until something with this name has the focus."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate(NAME).startswith(name):
            return
    raise AssertionError(f"{name} cannot be reached with the Tab key on {page.url}")


def type_into(page, name, text):
    reach(page, name)
    page.keyboard.type(text)


def choose(page, name, option):
    reach(page, name)
    for _ in range(MOST_TABS):
        if page.evaluate("document.activeElement.selectedOptions[0].text") == option:
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"{option} is not offered")


def enter(visitor, name):
    """Reach something, press Enter, and examine the page that it leads to."""
    reach(visitor.page, name)
    with visitor.page.expect_navigation():
        visitor.page.keyboard.press("Enter")
    visitor.examine()


def test_from_an_idea_to_a_decision_with_money_by_the_keyboard_alone(visit):
    planner = visit()
    page = sign_in(planner, PLANNER)
    planner.open("/plan/arbeit")
    enter(planner, "Maßnahmen")
    enter(planner, "Maßnahme schreiben")
    type_into(page, "Titel", "Bänke, die man erreicht")
    type_into(page, "Was wird die Stadt tun?", "An jeder Haltestelle steht eine Bank.")
    reach(page, "noch nicht angegeben")
    page.keyboard.press("ArrowDown")  # goes on at the first choice
    choose(page, "Federführendes Amt", "Amt für Soziales")
    enter(planner, "Maßnahme speichern")
    assert "Nur die Verwaltung sieht sie." in page.inner_text("main")
    address = page.url.removeprefix(planner.home)

    type_into(page, "Begründung", "Im Jour fixe besprochen.")
    enter(planner, "Als abgestimmt festhalten")
    assert "Bevor sie beschlossen werden kann, fehlt noch" in page.inner_text("main")
    enter(planner, "Nummer und Tag der Drucksache")
    assert page.evaluate("document.activeElement.name") == "paper"
    page.keyboard.type("1234/26")
    type_into(page, "Tag der Entscheidung", "05052026")
    enter(planner, "Maßnahme speichern")
    enter(planner, "worauf sie sich stützt")
    page.keyboard.type("Bericht des Amtes")
    enter(planner, "Maßnahme speichern")
    assert "fehlt noch" not in page.inner_text("main")

    enter(planner, "Geld eintragen")
    type_into(page, "Haushaltsstelle", "49510.61610")
    type_into(page, "Mittelherkunft", "Landesprogramm LSZ")
    type_into(page, "Geplant", "12.500,00")
    enter(planner, "Haushaltsstelle speichern")
    assert "12.500,00" in page.inner_text("main")
    planner.open(address)
    type_into(page, "Begründung", "Beschluss des Stadtrats.")
    enter(planner, "Als beschlossen festhalten")
    assert page.get_by_role("listitem").filter(has_text="Beschlossen").first.is_visible()

    reader = visit(320, color_scheme="dark")
    seen = reader.open("/plan/?stand=beschlossen")
    reader.follow("Bänke, die man erreicht")
    text = seen.inner_text("main")
    for words in (
        "Amt für Soziales",
        "12.500,00",
        "Drucksache 1234/26",
        "Beschluss des Stadtrats.",
    ):
        assert words in text
    assert "In der ganzen Stadt." in text


@SCRIPTS
def test_figures_of_effect_and_links_are_entered_on_a_phone(visit, scripts):
    title = f"Treffpunkt im Norden ({scripts})"
    planner = visit(320, scripts)
    page = sign_in(planner, PLANNER)
    planner.open("/plan/arbeit/massnahmen/neu")
    page.get_by_label("Titel").fill(title)
    page.get_by_label("Was wird die Stadt tun?").fill("Ein Raum öffnet am Abend.")
    planner.press("Maßnahme speichern")
    address = re.search(r"M-\d{4}-\d{3}", page.inner_text("main")).group()
    planner.follow("Kennzahlen eintragen")
    page.get_by_label("Was wird gezählt?").fill("Abende mit offener Tür")
    page.get_by_label("Einheit").fill("Abende")
    page.get_by_label("Quelle der Zahlen").fill("Jugendamt")
    planner.press("Kennzahl speichern")
    planner.follow("Werte und Änderungen")
    page.get_by_label("Tag", exact=True).fill("2026-06-30")
    page.get_by_label("Wert", exact=True).fill("viele")
    planner.press("Wert speichern")
    assert "Bitte schreiben Sie eine Zahl" in page.inner_text("main")
    page.get_by_label("Wert", exact=True).fill("104,5")
    planner.press("Wert speichern")
    assert "104,5" in page.inner_text("main")
    planner.open(f"/plan/arbeit/massnahmen/{address}/unterlagen")
    page.get_by_label("Titel").fill("Konzept")
    page.get_by_label("Adresse").fill("https://example.org/konzept")
    planner.press("Link speichern")
    page.get_by_text("Entfernen: Konzept").click()
    planner.press("Endgültig entfernen")
    assert "Es gibt noch keine." in page.inner_text("main")
