"""Somebody calls: a moderator keys it in without a mouse and reads out the code."""

import time

import pytest

from tests.journeys.test_from_sentence_to_export import sign_in

pytestmark = pytest.mark.journey

TEXT = "An der Haltestelle fehlt ein Dach. Bei Regen wird man nass."
# What a practised typist needs for a key; with it the whole entry must fit into a minute.
MILLISECONDS_A_KEY = 60


def test_a_call_is_keyed_in_without_the_mouse_in_less_than_a_minute(visit):
    staff = visit()
    page = sign_in(staff)
    staff.open("/beitrag/erfassen")
    staff.examine()
    started = time.monotonic()
    page.locator("#channel input:checked, input[name=channel]:checked").first.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Tab")
    focused = "document.activeElement.name"
    for _ in range(3):
        if page.evaluate(focused) == "place":
            break
        page.keyboard.press("Tab")
    page.keyboard.type("Rieth", delay=MILLISECONDS_A_KEY)
    page.keyboard.press("Tab")
    assert page.evaluate(focused) == "text"
    page.keyboard.type(TEXT, delay=MILLISECONDS_A_KEY)
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('main form .big-button')"):
            break
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert time.monotonic() - started < 60
    assert page.locator(".receipt-code span").count() == 3
    assert page.get_by_text("Zum Vorlesen:").is_visible()
    staff.examine()
    staff.follow("Nächsten Beitrag erfassen")
    assert page.locator("select[name=place]").input_value() == "rieth"
    assert page.locator("input[name=channel]:checked").input_value() == "in_person"
