"""A moderator works from the keyboard: a key an action, help on a question mark, an off switch."""

import re

import pytest

from tests.journeys.test_from_sentence_to_export import sign_in

pytestmark = pytest.mark.journey


def number_on(page):
    return re.search(r"EF-\d{4}-\d{6}", page.inner_text(".desk-item h2")).group()


def press_and_wait(page, key):
    with page.expect_navigation():
        page.keyboard.press(key)


def test_a_simple_item_needs_one_key_and_one_more_to_undo(visit):
    staff = visit()
    page = sign_in(staff)
    staff.open("/moderation/")
    first = number_on(page)
    press_and_wait(page, "p")
    staff.examine()
    assert number_on(page) != first
    press_and_wait(page, "u")
    assert number_on(page) == first
    press_and_wait(page, "j")
    assert number_on(page) != first
    press_and_wait(page, "k")
    assert number_on(page) == first


def test_help_opens_on_a_question_mark_and_keys_can_be_switched_off(visit):
    staff = visit()
    page = sign_in(staff)
    staff.open("/moderation/")
    page.keyboard.press("?")
    assert page.get_by_text("Voriger in der Liste").is_visible()
    staff.examine()
    page.get_by_label("Einzelne Tasten sind eingeschaltet").uncheck()
    page.keyboard.press("a")
    assert page.locator("#decline").get_attribute("open") is None
    page.reload()
    page.keyboard.press("a")
    assert page.locator("#decline").get_attribute("open") is None


def test_keys_do_nothing_while_somebody_types(visit):
    staff = visit()
    page = sign_in(staff)
    staff.open("/moderation/")
    first = number_on(page)
    page.get_by_label("Notiz zu den Schlagworten").fill("x")
    page.keyboard.type("pp?")
    assert number_on(page) == first
    assert page.get_by_label("Notiz zu den Schlagworten").input_value() == "xpp?"


def test_a_key_held_down_decides_on_one_contribution_only(visit):
    staff = visit()
    page = sign_in(staff)
    staff.open("/moderation/")
    before = number_on(page)
    repeated = "new KeyboardEvent('keydown', {key: 'p', repeat: true, bubbles: true})"
    page.evaluate(f"document.body.dispatchEvent({repeated})")
    page.wait_for_timeout(500)
    assert number_on(page) == before
