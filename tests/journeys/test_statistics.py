"""The statistics in a browser: wide and narrow, dark, in print, by keyboard."""

import pytest

pytestmark = pytest.mark.journey

PAGES = ("/plan/statistik", "/plan/statistik/rieth", "/plan/statistik/gottstedt")
MODES = ({}, {"width": 320}, {"color_scheme": "dark", "width": 320}, {"forced_colors": "active"})


@pytest.mark.parametrize("mode", MODES, ids=("desktop", "phone", "dark phone", "forced colours"))
def test_the_pages_of_the_statistics(visit, mode):
    visitor = visit(**mode)
    for path in PAGES:
        visitor.open(path)


def test_a_chart_opens_its_numbers_by_keyboard_and_prints_within_the_page(visit):
    visitor = visit(320)
    page = visitor.open("/plan/statistik")
    summary = page.locator(".chart-numbers summary").first
    summary.focus()
    page.keyboard.press("Enter")
    assert page.locator(".chart-numbers table").first.is_visible()
    chart = page.locator("svg.chart").first
    bars = chart.evaluate("e => e.getBBox().width <= e.getBoundingClientRect().width + 1")
    assert bars, "nothing of a chart is cut off"
    visitor.examine()
    page.emulate_media(media="print")
    visitor.examine()
    assert chart.is_visible() and page.locator(".site-head").is_hidden()


def test_the_figures_can_be_taken_away(visit):
    page = visit().open("/plan/statistik")
    with page.expect_download() as download:
        page.get_by_role("link", name="Diese Zahlen als CSV").click()
    assert "stadt" in download.value.path().read_text(encoding="utf-8-sig")
