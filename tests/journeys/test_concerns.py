"""A resident finds their concern said already and gives it a voice; a moderator merges by keys."""

import re

import pytest

from tests.journeys.test_from_sentence_to_export import SCRIPTS, WIDTH, sign_in

pytestmark = pytest.mark.journey

PATH = "Der Radweg hört plötzlich auf, man steht mitten auf der Straße."


@WIDTH
@SCRIPTS
def test_me_too_instead_of_the_same_once_more(visit, width, scripts):
    resident = visit(width, scripts)
    page = resident.open("/beitrag/neu?ortsteil=moebisburg-rhoda")
    text = "Nach 19 Uhr fährt abends kein Bus mehr in die Stadt."
    page.get_by_label("Ihr Text").fill(text)
    resident.press("Weiter")
    assert page.get_by_role("heading", name="Geht es um dasselbe?").is_visible()
    with page.expect_navigation():
        page.get_by_role("button", name=re.compile("^Mein Anliegen auch: ")).first.click()
    resident.examine()
    before = int(re.search(r"stehen (\d+) Menschen", page.inner_text("main")).group(1))
    assert text in page.inner_text("main")
    resident.press("Mit meinem eigenen Beitrag weitermachen")
    assert text in page.inner_text("main")

    resident.open("/beitrag/EF-2026-000045")
    resident.follow("Mein Anliegen auch")
    resident.press("Mein Anliegen auch")
    assert f"stehen {before + 1} Menschen" in page.inner_text("main")


def test_the_short_form_looks_when_asked_and_enter_still_sends(visit):
    resident = visit()
    page = resident.open("/beitrag/neu?ansicht=kurz")
    page.get_by_label("Um welchen Ortsteil geht es?").select_option("moebisburg-rhoda")
    page.get_by_label("Ihr Text").fill("Nach 19 Uhr fährt abends kein Bus mehr.")
    resident.press("Hat das schon jemand geschrieben?")
    assert page.get_by_role("heading", name="Geht es um dasselbe?").is_visible()
    page.wait_for_timeout(2100)
    page.get_by_text("Weitere Angaben").click()
    page.get_by_label("Name der Organisation").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.inner_text("h1") == "Danke. Ihr Beitrag ist angekommen."


def test_merging_needs_the_keyboard_alone(visit, work):
    resident, staff = visit(), visit()
    page = resident.open("/beitrag/neu?ansicht=kurz")
    page.get_by_label("Um welchen Ortsteil geht es?").select_option("kraempfervorstadt")
    page.get_by_label("Ihr Text").fill(PATH)
    page.wait_for_timeout(2100)
    resident.press("Beitrag absenden")
    number = re.search(r"EF-\d{4}-\d{6}", page.inner_text("main")).group()
    work()

    page = sign_in(staff)
    staff.open(f"/moderation/{number}")
    assert page.locator(".alike mark").first.is_visible()
    with page.expect_navigation():
        page.keyboard.press("g")
    staff.examine()
    page.keyboard.type("Radwege, die aufhören")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    staff.examine()
    assert "Radwege, die aufhören" in page.inner_text(".in-concern")
    staff.open("/moderation/anliegen")
    staff.follow("Radwege, die aufhören")
    resident.open("/anliegen/")
    resident.follow("Radwege, die aufhören")
    assert "1 Stimme aus 1 Beitrag" not in resident.page.inner_text("main")

    staff.open(f"/moderation/{number}")
    with page.expect_navigation():
        page.get_by_role("button", name=f"Herausnehmen: {number}").last.press("Enter")
    assert page.locator(".in-concern").count() == 0
