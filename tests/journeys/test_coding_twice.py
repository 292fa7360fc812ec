"""A code for a passage, blind second coding, settling the difference: with and without scripts."""

import re

import pytest

from app.demo.models import EXAMPLE_PASSWORD
from tests.journeys.test_from_sentence_to_export import sign_in

pytestmark = pytest.mark.journey

DESK = "/moderation/zweitzuordnung"


def number_left(page):
    return int(re.search(r"(\d+) Beiträge? warte", page.inner_text("main")).group(1))


def mark(page, words):
    """Mark words of the text as a person does with the mouse."""
    page.evaluate(
        """words => {
          const node = document.getElementById('item-text')
          const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT)
          while (walker.nextNode()) {
            const at = walker.currentNode.data.indexOf(words)
            if (at < 0) continue
            const range = document.createRange()
            range.setStart(walker.currentNode, at)
            range.setEnd(walker.currentNode, at + words.length)
            getSelection().removeAllRanges()
            getSelection().addRange(range)
            return
          }
        }""",
        words,
    )


@pytest.mark.parametrize("width", [1280, 320])
def test_marked_words_get_a_code_from_the_keyboard(visit, width):
    staff = visit(width)
    page = sign_in(staff)
    staff.open("/moderation/")
    number = re.search(r"EF-\d{4}-\d{6}", page.inner_text(".desk-item h2")).group()
    text = page.inner_text("#item-text")
    words = " ".join(text.split()[1:3])
    mark(page, words)
    page.keyboard.press("z")
    assert page.inner_text("#marked-passage q") == words
    assert page.evaluate("document.activeElement.id") == "code"
    staff.examine()
    page.keyboard.type("Wohnen")
    staff.press("Schlagwort der Stelle speichern")
    assert page.url.split("#")[0].endswith(number)
    assert page.locator(".passages q").first.inner_text() == words
    staff.press("Entfernen: Wohnen")
    assert "Noch hat keine Stelle ein Schlagwort." in page.inner_text("#passages")


def test_a_sentence_gets_a_code_without_scripts(visit):
    staff = visit(scripts=False)
    page = sign_in(staff)
    staff.open("/moderation/")
    page.locator("#code-passage > summary").click()
    page.get_by_role("group", name="Satz").get_by_role("radio").first.check()
    page.locator("#code").select_option(label="Wohnen")
    staff.press("Schlagwort der Stelle speichern")
    assert page.locator(".passages .tag").first.inner_text() == "Wohnen"
    staff.press("Entfernen: Wohnen")


@pytest.mark.parametrize("scripts", [True, False])
def test_a_second_coder_chooses_and_somebody_settles(visit, scripts):
    second = visit(320, scripts=scripts, color_scheme="dark")
    page = sign_in(second, "zweite@example.org")
    second.open(DESK)
    left = number_left(page)
    assert page.locator("main input:checked").count() == 0
    page.get_by_label("Weitere", exact=True).check()
    second.press("Speichern und weiter")
    assert number_left(page) == left - 1
    judge = visit(scripts=scripts)
    page = sign_in(judge)
    judge.open("/moderation/abgleich")
    with page.expect_navigation():
        page.locator(".alike a").last.click()
    judge.examine()
    heading = page.inner_text("h1")
    assert page.get_by_text("(nur hier)").count() > 0
    judge.press("Diese Schlagworte gelten lassen")
    assert "Bitte schreiben Sie den Grund." in page.inner_text(".error-summary")
    page.get_by_label("Begründung").fill("Der Text sagt es.")
    judge.press("Diese Schlagworte gelten lassen")
    assert heading.split()[-1] not in page.inner_text(".alike")
    judge.open("/moderation/uebereinstimmung")
    assert "Anmerkungen zu Definitionen" in page.inner_text("main")


def test_the_pages_of_second_coding_in_every_mode(visit, work):
    work()
    for mode in ({"width": 320}, {"color_scheme": "dark"}, {"locale": "en-GB"}):
        visitor = visit(**mode)
        page = visitor.open("/anmelden")
        page.locator("[name=email]").fill("admin@example.org")
        page.locator("[name=password]").fill(EXAMPLE_PASSWORD)
        with page.expect_navigation():
            page.locator("main button[type=submit]").click()
        for path in (DESK, "/moderation/abgleich", "/moderation/uebereinstimmung"):
            visitor.open(path)
        assert page.locator("table").count() == 4
