"""A new version of the catalogue from the browser: loaded, put in force, looked through."""

import pytest

from tests.conftest import EXAMPLE_BOOK
from tests.journeys.test_from_sentence_to_export import sign_in

pytestmark = pytest.mark.journey

ADMIN = "admin@example.org"
OLD_WORDS = "Beratung, Begegnung, Unterstützung im Alltag."


def choose(page, number):
    """Choose a file that describes one code anew."""
    text = EXAMPLE_BOOK.read_text(encoding="utf-8").replace(OLD_WORDS, f"Neu gefasst {number}.")
    assert str(number) in text
    file = {"name": "katalog.yaml", "mimeType": "text/yaml", "buffer": text.encode()}
    page.get_by_label("Datei mit dem Katalog").set_input_files(file)


@pytest.mark.parametrize(("width", "scripts"), [(1280, True), (320, True), (1280, False)])
def test_a_new_version_is_loaded_put_in_force_and_looked_through(visit, work, width, scripts):
    admin = visit(width, scripts)
    page = sign_in(admin, ADMIN)
    admin.open("/moderation/")
    admin.follow("Kataloge")
    file = {"name": "katalog.yaml", "mimeType": "text/yaml", "buffer": b"codes: ["}
    page.get_by_label("Datei mit dem Katalog").set_input_files(file)
    admin.press("Prüfen und laden")
    assert "kein YAML" in page.inner_text(".error-summary")
    choose(page, f"{width} {scripts}")
    admin.press("Prüfen und laden")
    assert f"„Neu gefasst {width} {scripts}.“" in page.inner_text("main")
    assert "zur Durchsicht" in page.inner_text("main")
    page.get_by_role("button", name="in Kraft setzen").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    admin.examine()
    work()
    admin.open("/moderation/kataloge")
    admin.follow("durchsehen")
    admin.press("Entfernen")
    assert "Entfernt: Soziales" in page.inner_text("main")
    with page.expect_navigation():
        page.get_by_role("button", name="Doch behalten").first.click()
    admin.examine()
    assert "Behalten: Soziales" in page.inner_text("main")


def test_a_suggestion_is_ticked_from_the_keyboard(visit, work):
    work()
    staff = visit()
    page = sign_in(staff)
    staff.open("/moderation/")
    page.keyboard.press("c")
    box = page.locator("#suggestions input").first
    assert box.evaluate("e => e === document.activeElement")
    page.keyboard.press("Space")
    assert box.is_checked()
    with page.expect_navigation():
        page.keyboard.press("s")
    staff.examine()
    assert page.locator("#suggestions input").first.is_checked()


def test_the_figures_are_measured_in_the_background(visit, work):
    staff = visit(320)
    page = sign_in(staff)
    staff.open("/moderation/qualitaet")
    staff.press("Jetzt messen")
    work()
    staff.open("/moderation/qualitaet")
    assert "301 Paare" in page.inner_text("main")
    assert "richtig unter den ersten drei" in page.inner_text("main")
