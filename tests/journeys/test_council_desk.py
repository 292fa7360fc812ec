"""The Ortsteilbürgermeisterin: what is new, an opinion, a statement that residents read."""

import re

import pytest

from tests.journeys.test_every_page import MODES
from tests.journeys.test_from_sentence_to_export import SCRIPTS, WIDTH, sign_in
from tests.shared.pdfs import pdf

pytestmark = pytest.mark.journey

MAYOR = "ortsteilrat@example.org"
PAGES = [
    "/ortsteilrat/",
    "/ortsteilrat/?stand=veroeffentlicht&feld=field:soziales",
    "/ortsteilrat/beitrag/EF-2026-000001",
    "/ortsteilrat/beitrag/EF-2026-000069",
    "/ortsteilrat/stellungnahmen",
    "/ortsteilrat/stellungnahme/neu?zu=EF-2026-000003",
    "/ortsteilrat/stellungnahme/1",
    "/ortsteilrat/stellungnahme/3",
    "/ortsteilrat/sitzung",
    "/ortsteilrat/sitzung/datei?von=2026-02-01&bis=2026-01-01",
]
PUBLIC = ["/ortsteile/rieth", "/ortsteile/rieth/stellungnahmen", "/beitrag/EF-2026-000001"]


def test_every_page_of_the_desk_in_every_mode(visit):
    for mode in ("desktop", "phone", "dark", "forced colours"):
        member = visit(**MODES[mode])
        sign_in(member, MAYOR)
        for path in PAGES + PUBLIC:
            member.open(path)


@WIDTH
@SCRIPTS
def test_from_the_inbox_to_what_residents_read(visit, width, scripts):
    member, resident = visit(width, scripts), visit(width, scripts)
    page = sign_in(member, MAYOR)
    page = member.open("/ortsteilrat/")
    member.follow("EF-2026-000004")
    page.get_by_label("Wir unterstützen das").check()
    page.get_by_label("mittel").check()
    member.press("Speichern")
    member.follow("Stellungnahme zum Beitrag")
    text = f"Der Rat bittet um einen Treffpunkt, Fassung {width} {scripts}."
    page.get_by_label("Stellungnahme", exact=True).fill(text)
    file = {"name": "Beschluss 4.pdf", "mimeType": "application/pdf", "buffer": pdf()}
    page.get_by_label("Beschluss als PDF").set_input_files(file)
    member.press("Entwurf speichern")
    assert "Beschluss 4.pdf" in page.inner_text("main")
    assert text not in resident.open("/beitrag/EF-2026-000004").inner_text("main")
    member.press("Stellungnahme freigeben")

    shown = resident.open("/beitrag/EF-2026-000004")
    assert text in shown.inner_text("main")
    assert "vom Ortsteilrat unterstützt" in shown.inner_text("main")
    with shown.expect_download() as download:
        shown.get_by_role("link", name="Beschluss (PDF").last.click()
    assert download.value.suggested_filename == "Beschluss 4.pdf"
    assert text in resident.open("/ortsteile/rieth/stellungnahmen").inner_text("main")


def test_the_document_for_the_sitting_is_one_click_away(visit):
    member = visit()
    page = sign_in(member, MAYOR)
    page = member.open("/ortsteilrat/")
    with page.expect_download() as download:
        page.get_by_role("link", name="Sitzungsunterlage (PDF)").click()
    assert re.fullmatch(r"sitzungsunterlage-rieth-[\d-]+\.pdf", download.value.suggested_filename)
    assert download.value.path().read_bytes().startswith(b"%PDF-")


def test_the_keyboard_alone_is_enough(visit):
    member = visit()
    page = sign_in(member, MAYOR)
    page = member.open("/ortsteilrat/")
    go_to(page, "link", "EF-2026-000069")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    go_to(page, "checkbox", "Wir unterstützen das (sehen alle)")
    page.keyboard.press("Space")
    go_to(page, "radio", "nicht gesagt")
    page.keyboard.press("ArrowDown")
    go_to(page, "button", "Speichern")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    member.examine()
    assert "Priorität: hoch" in page.inner_text("main")
    go_to(page, "link", "Stellungnahme zum Beitrag")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    go_to(page, "textbox", "Stellungnahme")
    page.keyboard.type("Der Rat bittet um die Bank.")
    go_to(page, "button", "Entwurf speichern")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    go_to(page, "button", "Stellungnahme freigeben")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    member.examine()
    assert "Freigegeben am" in page.inner_text("main")


def go_to(page, role, name):
    """Press the Tab key until the thing has the focus, and see that the focus is visible."""
    wanted = page.get_by_role(role, name=name, exact=True).first
    for _ in range(120):
        page.keyboard.press("Tab")
        if wanted.evaluate("element => element === document.activeElement"):
            style = "e => getComputedStyle(e).outlineStyle + getComputedStyle(e).boxShadow"
            assert wanted.evaluate(style) != "nonenone"
            return
    raise AssertionError(f"The Tab key never reaches {name}.")
