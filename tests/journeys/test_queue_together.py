"""Two moderators on one queue, and several contributions decided at once."""

import pytest

from tests.journeys.test_from_sentence_to_export import sign_in

pytestmark = pytest.mark.journey


def test_a_colleague_sees_what_is_open_elsewhere(visit):
    first = visit()
    page = sign_in(first)
    with page.expect_response(lambda answer: "uebernehmen" in answer.url) as claimed:
        first.open("/moderation/")
    assert claimed.value.status == 204
    number = page.inner_text(".desk-item h2").split(" · ")[0]
    second = visit()
    colleague = sign_in(second, "admin@example.org")
    second.open(f"/moderation/{number}")
    assert colleague.get_by_text("hat diesen Beitrag gerade offen").is_visible()


@pytest.mark.parametrize(("width", "scripts"), [(1280, True), (320, True), (1280, False)])
def test_several_at_once_after_a_preview(visit, width, scripts):
    staff = visit(width, scripts=scripts)
    page = sign_in(staff)
    staff.open("/moderation/")
    ticks = page.locator(".row-tick")
    numbers = [ticks.nth(place).get_attribute("value") for place in (0, 1)]
    for place in (0, 1):
        ticks.nth(place).check()
    page.get_by_label("Mit den angehakten").select_option("mark")
    staff.press("Ansehen, was geschieht")
    assert page.get_by_text("wird markiert").count() == 2
    staff.press("Ausführen")
    staff.open("/moderation/?markiert=1")
    shown = page.locator(".row-tick").evaluate_all("ticks => ticks.map(tick => tick.value)")
    assert set(numbers) <= set(shown)


def test_a_view_is_kept_and_the_list_ticked_by_key(visit):
    staff = visit()
    page = sign_in(staff)
    staff.open("/moderation/?eingang=paper")
    page.locator(".filters > summary").click()
    page.get_by_label("Name der Ansicht").fill("Auf Papier")
    staff.press("Ansicht speichern")
    staff.open("/moderation/")
    page.keyboard.press("t")
    assert page.locator("li:has([aria-current]) .row-tick").is_checked()
    staff.follow("Auf Papier")
    assert "eingang=paper" in page.url
