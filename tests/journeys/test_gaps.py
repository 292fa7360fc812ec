"""From the heat map to the contributions behind a cell, in two clicks or from the keyboard."""

import pytest

from tests.journeys.test_from_sentence_to_export import sign_in

pytestmark = pytest.mark.journey


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("colours", ["light", "dark"])
def test_from_the_desk_over_the_heat_map_to_the_contributions(visit, width, colours):
    staff = visit(width, color_scheme=colours)
    page = sign_in(staff)
    staff.open("/plan/arbeit")
    staff.follow("Lücken")
    cell = page.locator(".heat-cell[data-level] a").last
    number = int(cell.inner_text())
    with page.expect_navigation():
        cell.click()
    staff.examine()
    assert page.locator(".contribution").count() == number
    with page.expect_navigation():
        page.locator(".contribution a").first.click()
    assert "/beitrag/" in page.url


def test_without_scripts_and_with_keys_alone(visit):
    staff = visit(scripts=False)
    page = sign_in(staff)
    staff.open("/plan/luecken")
    page.get_by_label("Ort", exact=True).select_option("Rieth")
    staff.press("Zeigen")
    assert page.inner_text("#heat-title") == "Rieth"
    first = page.locator(".heat-cell[data-level] a").first
    name = first.get_attribute("aria-label")
    first.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == name
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.inner_text("h1").split(" · ")[0] in name
    assert page.locator(".contribution").count() > 0
    staff.follow("Zurück zu den Lücken")
    assert page.inner_text("#heat-title") == "Rieth"


def test_the_numbers_can_be_read_on_every_shade(visit):
    """Contrast of 4.5 to 1 in both colour schemes (WCAG 1.4.3); axe passes over hatched cells."""
    for colours in ("light", "dark"):
        staff = visit(color_scheme=colours)
        page = sign_in(staff)
        staff.open("/plan/luecken")
        for level in range(1, 6):
            shown = page.evaluate(CONTRAST, level)
            assert shown >= 4.5, (colours, level, shown)


CONTRAST = """level => {
  const cell = document.querySelector('.heat-cell[data-level] a').parentElement;
  cell.dataset.level = level;
  const canvas = new OffscreenCanvas(1, 1).getContext('2d');
  const light = colour => {
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const part = v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
    const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map(v => part(v / 255));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const two = [light(getComputedStyle(cell).backgroundColor),
               light(getComputedStyle(cell.firstElementChild).color)].sort((a, b) => b - a);
  return (two[0] + 0.05) / (two[1] + 0.05);
}"""
