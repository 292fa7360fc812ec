"""Somebody looks for what others wrote; a moderator looks for a text from the keyboard."""

import pytest

from tests.journeys.test_from_sentence_to_export import sign_in

pytestmark = pytest.mark.journey


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize("width", [1280, 320])
def test_from_a_word_to_a_contribution(visit, scripts, width):
    visitor = visit(width, scripts=scripts)
    page = visitor.open("/")
    visitor.follow("Suchen")
    page.get_by_label("Wonach suchen Sie?").fill("bus")
    visitor.press("Suchen")
    assert page.locator("mark").first.inner_text() == "Bus"
    page.get_by_text("Eingrenzen").click()
    page.get_by_label("Art").select_option("Problem")
    visitor.press("Zeigen")
    assert (
        page.locator(".tag.kind").all_inner_texts()
        == ["Problem"] * page.locator(".contribution").count()
    )
    visitor.follow("EF-")
    assert "Bus" in page.inner_text(".item-text")


def test_what_is_typed_never_runs(visit):
    """S13 in the browser."""
    visitor = visit()
    page = visitor.open("/suche")
    payload = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'><svg/onload=alert(3)> bus"
    page.get_by_label("Wonach suchen Sie?").fill(payload)
    visitor.press("Suchen")
    assert page.get_by_label("Wonach suchen Sie?").input_value() == payload
    assert page.locator("main img, main script").count() == 0


def test_a_moderator_searches_with_a_key_and_a_word(visit, work):
    work()
    staff = visit()
    page = sign_in(staff)
    staff.open("/moderation/")
    with page.expect_navigation():
        page.keyboard.press("/")
    staff.examine()
    page.keyboard.type("spielplatz")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    staff.examine()
    assert page.locator("mark").count() > 0
    staff.follow("EF-")
    assert "spielplatz" in page.inner_text(".desk-item").lower()
