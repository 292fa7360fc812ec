"""Without a mouse: a provider sends a table and imports it; somebody from the press reads on."""

import pytest

from tests.journeys.test_from_sentence_to_export import sign_in
from tests.journeys.test_many_at_once import wait_for
from tests.submissions import tables

pytestmark = pytest.mark.journey

IS_SEEN = """() => { const style = getComputedStyle(document.activeElement);
  return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 }"""


def tab_to(page, selector):
    """Press Tab until something that the selector means has a focus that can be seen."""
    for _ in range(90):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
            assert page.evaluate(IS_SEEN), f"nobody sees the focus on {selector}"
            return
    raise AssertionError(f"Tab never reaches {selector}")


def enter(visitor, selector):
    tab_to(visitor.page, selector)
    with visitor.page.expect_navigation():
        visitor.page.keyboard.press("Enter")


def test_a_provider_imports_a_table(visit, work, tmp_path):
    member = visit()
    page = sign_in(member, "traeger@example.org")
    rows = [[where, f"{text} (Tastatur)", *more] for where, text, *more in tables.ROWS]
    (tmp_path / "notizen.csv").write_bytes(tables.csv_file(rows))
    # Playwright catches choosers only some time after it was asked to: ask before the page opens.
    page.on("filechooser", lambda chooser: None)
    member.open("/organisation/import/")
    tab_to(page, "input[type=file]")
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Enter")
    chooser.value.set_files(tmp_path / "notizen.csv")
    enter(member, "main button[type=submit]")
    enter(member, "main button[type=submit]")
    wait_for(member, work, "Alles kann übernommen werden")
    enter(member, "main button[type=submit]")
    wait_for(member, work, "3 Beiträge sind angekommen")


def test_the_press_reads_a_measure_what_it_rests_on_and_the_figures(visit):
    reader = visit()
    page = reader.open("/")
    enter(reader, ".site-nav a[href='/plan/']")
    enter(reader, "ul.contributions a")
    measure = page.inner_text("h1")
    enter(reader, "a[href$='/belege']")
    assert page.locator("main li a[href^='/beitrag/']").count() > 0
    enter(reader, "a.back")
    assert page.inner_text("h1") == measure
    enter(reader, "a.back")
    enter(reader, "main a[href='/plan/bericht/']")
    assert page.inner_text("h1") == "Umsetzungsberichte"
    page.goto(reader.home + "/plan/statistik")
    tab_to(page, "main a[href*='daten.csv']")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.path().read_text("utf-8-sig").count("\n") > 50
