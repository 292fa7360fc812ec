"""A question goes to the submitter and an answer comes back: by keys alone, and without scripts."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.test_from_sentence_to_export import SCRIPTS, sign_in, write
from tests.journeys.test_keyboard_desk import number_on, press_and_wait

pytestmark = pytest.mark.journey


def open_with_code(visitor, code):
    page = visitor.open("/beitrag/status")
    page.get_by_label("Ihre geheime Beitragsnummer").fill(code)
    visitor.press("Meinen Beitrag zeigen")
    return page


def open_item(staff, text):
    staff.page.goto(staff.home + "/moderation/?ortsteil=moebisburg-rhoda")
    with staff.page.expect_navigation():
        staff.page.get_by_role("link", name=re.compile(re.escape(text))).click()
    staff.examine()


def tab(page, times=1):
    for _ in range(times):
        page.keyboard.press("Tab")


def focused(page):
    return page.evaluate("document.activeElement.id || document.activeElement.textContent")


def test_ask_hold_and_pass_on_from_the_keyboard_alone(visit):
    resident, staff = visit(), visit()
    code = write(resident, "Der Steg am Fluss ist kaputt.")
    page = sign_in(staff)
    open_item(staff, "Der Steg am Fluss")
    number = number_on(page)
    page.keyboard.press("r")
    tab(page)
    assert focused(page) == "ask_template"
    page.keyboard.type("Wo")
    tab(page)
    page.keyboard.press("Enter")
    assert focused(page) == "question"
    assert number in page.get_by_label("Ihre Frage an die Person").input_value()
    page.keyboard.type(" Danke!")
    tab(page)
    press_and_wait(page, "Enter")
    staff.examine()
    assert "gestellt" in page.inner_text(".notice.good")
    page = open_with_code(resident, code)
    assert "Danke!" in page.inner_text("main")
    page.get_by_label("Ihre Antwort").focus()
    page.keyboard.type("Am Wehr.")
    tab(page, 2)  # past the link to the privacy notice
    press_and_wait(page, "Enter")
    resident.examine()
    assert "Sie haben die Frage beantwortet." in page.inner_text("main")
    page = staff.page
    open_item(staff, "Der Steg am Fluss")
    assert "Am Wehr." in page.inner_text(".desk-item")
    page.keyboard.press("h")
    tab(page)
    page.keyboard.type("Haushalt abwarten")
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Beitrag zurückstellen").focus()
    press_and_wait(page, "Enter")
    press_and_wait(page, "u")
    assert number_on(page) == number
    page.keyboard.press("w")
    tab(page, 2)
    assert focused(page) == "other_recipient"
    page.keyboard.type("Tiefbauamt")
    press_and_wait(page, "Enter")
    staff.examine()
    staff.open("/moderation/abgelegt?art=weitergeleitet")
    assert number in page.inner_text("main")
    page = resident.open("/beitrag/status")
    assert "Weitergegeben an: Tiefbauamt" in page.inner_text("main")
    assert "Haushalt" not in page.inner_text("main")


@SCRIPTS
@pytest.mark.parametrize("width", [1280, 320])
def test_a_ready_text_and_an_answer_work_with_and_without_scripts(visit, scripts, width):
    text = f"Die Treppe ist zu steil ({width}, {scripts})."
    resident, staff = visit(width, scripts), visit(width, scripts)
    code = write(resident, text)
    page = sign_in(staff)
    open_item(staff, text[:38])
    page.locator("#ask > summary").click()
    page.get_by_label("Ihre Frage an die Person").fill("Guten Tag!")
    page.locator("#ask_template").select_option(label="Wo genau? · Deutsch")
    page.locator("#ask").get_by_role("button", name="Einfügen").click()
    both = re.compile(r"^Guten Tag!\s+Vielen Dank.*Straßenname", re.DOTALL)
    expect(page.get_by_label("Ihre Frage an die Person")).to_have_value(both)
    staff.examine()
    staff.press("Frage stellen")
    page = open_with_code(resident, code)
    page.get_by_label("Ihre Antwort").fill("x")
    resident.press("Antworten")
    assert "Bitte schreiben Sie zwischen" in page.inner_text(".error-summary")
    page.get_by_label("Ihre Antwort").fill("Am Markt.")
    resident.press("Antworten")
    assert "Am Markt." in page.inner_text("main")


@pytest.mark.parametrize(
    "mode", [{}, {"width": 320}, {"width": 320, "color_scheme": "dark"}, {"locale": "en-GB"}]
)
def test_the_pages_of_rules_and_ready_texts(visit, mode):
    visitor = visit(**mode)
    visitor.open("/hausregeln")
    if mode.get("locale"):
        return
    sign_in(visitor, "admin@example.org")
    for path in ("hausregeln", "hausregeln/insult", "hausregeln/neu", "vorlagen", "vorlagen/1"):
        visitor.open(f"/moderation/{path}")
    visitor.open("/moderation/abgelegt")
    visitor.page.goto(visitor.home + "/moderation/hausregeln/neu")
    visitor.press("Speichern")
    assert "Der deutsche Text wird gebraucht." in visitor.page.inner_text(".error-summary")
