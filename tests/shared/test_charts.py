"""Charts: the geometry comes from the numbers, and the table says the same."""

import dataclasses
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from flask import render_template_string

from app.shared.charts import Chart, Series, draw, svg, table_of
from app.shared.charts.scale import scale_of
from tests.page_checks import read_page

NS = "{http://www.w3.org/2000/svg}"
NASTY = "<script>alert(1)</script>\"'&amp; قضية"
FIELDS = Chart(
    "bars",
    "Beiträge nach Feld",
    "Wohnen am häufigsten.",
    "Beiträge",
    ("Wohnen", "Bildung", "Kultur", "Mobilität"),
    (Series("2026", (2000, 1000, 0, None)),),
    category_name="Feld",
    missing="weniger als 5",
)
YEARS = ("2023", "2024", "2025", "2026")
SPENT = Series("ausgegeben", (100, 50, None, 300))
PLANNED = Series("geplant", (100, 150, 50, 100))
MONEY = dataclasses.replace(FIELDS, kind="stacked", categories=YEARS, series=(SPENT, PLANNED))
RATE = Series("Quote", (Decimal("11.5"), None, 12, 13), (11, None, 11.5, 12), (12, None, 12.5, 14))
LINES = dataclasses.replace(
    FIELDS, kind="lines", categories=YEARS, series=(RATE,), decimals=1, missing="–"
)


def bars_of(chart, **options):
    """The areas of a drawing for a document, as numbers: x, y, width, height."""
    shapes = draw(chart, "c", for_print=True, **options).shapes
    areas = [s.attributes for s in shapes if s.tag == "rect" and "transform" not in s.attributes]
    names = ("x", "y", "width", "height")
    return [tuple(float(area[name]) for name in names) for area in areas if area["width"] != "22"]


def words_of(chart, **options):
    return [shape.text for shape in draw(chart, "c", **options).shapes if shape.tag == "text"]


def test_bars_are_as_long_as_their_numbers():
    (x1, _, long, _), (x2, _, short, _) = bars_of(FIELDS)
    assert (x1, x2) == (0, 0)
    assert long == pytest.approx(2 * short) and long == pytest.approx(520 * 0.76)
    assert words_of(FIELDS)[1::2] == ["2.000", "1.000", "0", "weniger als 5"]


def test_bars_of_a_right_to_left_page_begin_at_the_right():
    for ltr, rtl in zip(bars_of(FIELDS), bars_of(FIELDS, direction="rtl"), strict=True):
        assert rtl[0] + rtl[2] == pytest.approx(520) and rtl[1:] == ltr[1:]
    page = draw(FIELDS, "c", "rtl").shapes
    assert page[0].attributes["x"] == "100%"


def test_columns_stand_on_each_other_and_reach_their_sum():
    areas = bars_of(MONEY)
    assert len(areas) == 7
    first, second = areas[:2]
    assert first[:3:2] == second[:3:2], "the same column"
    assert second[1] + second[3] == pytest.approx(first[1]), "on top of the other"
    scale = scale_of(MONEY)
    assert (scale.low, scale.high) == (0, 400)
    assert first[3] == pytest.approx(200 * 100 / 400)
    assert [w for w in words_of(MONEY) if w in ("200", "–", "400")].count("–") == 1


def test_grouped_columns_stand_beside_each_other_on_the_same_foot():
    areas = bars_of(dataclasses.replace(MONEY, kind="grouped"))
    feet = {round(y + height, 2) for _x, y, _width, height in areas}
    assert len(areas) == 7 and len(feet) == 1
    assert areas[0][0] + areas[0][2] <= areas[1][0]


def test_negative_numbers_hang_below_zero():
    chart = dataclasses.replace(FIELDS, series=(Series("x", (-50, 100, 0, None)),))
    (x1, _, minus, _), (x2, _, plus, _) = bars_of(chart)
    assert x1 + minus == pytest.approx(x2) and plus == pytest.approx(2 * minus, abs=0.1)


def test_a_line_is_broken_where_nothing_is_known_and_keeps_its_target_in_sight():
    shapes = draw(LINES, "c").shapes
    lines = [s for s in shapes if s.attributes.get("class") == "chart-line-1"]
    assert len(lines) == 1, "2025 to 2026 alone"
    aimed = dataclasses.replace(LINES, target=Decimal(20), target_name="Ziel")
    assert scale_of(aimed).high >= 20
    assert "··· Ziel: 20,0" in words_of(aimed)


def test_whiskers_span_the_interval():
    shapes = draw(LINES, "c", for_print=True).shapes
    scale = scale_of(LINES)
    whiskers = [s.attributes for s in shapes if s.attributes.get("stroke-width") == "1.5"]
    first = whiskers[0]
    assert first["x1"] == first["x2"]
    length = float(first["y1"]) - float(first["y2"])
    assert length == pytest.approx(200 * (12 - 11) / (scale.high - scale.low), abs=0.02)
    assert len(whiskers) == 3


@pytest.mark.parametrize(
    ("numbers", "ends"),
    [
        ((0, 0), (0, 1)),
        ((3, 7), (0, 8)),
        ((1, 99_999), (0, 100_000)),
        ((-3, 12), (-5, 15)),
        ((None, None), (0, 1)),
    ],
)
def test_scales_end_at_round_numbers(numbers, ends):
    series = (Series("x", numbers),)
    scale = scale_of(dataclasses.replace(FIELDS, categories=("a", "b"), series=series))
    assert (scale.low, scale.high) == ends
    assert scale.ticks()[0] == ends[0] and scale.ticks()[-1] == ends[1]


def test_the_table_says_what_the_chart_shows():
    table = table_of(dataclasses.replace(LINES, target=15, target_name="Ziel", unit="%"))
    assert table.head == ("Feld", "Quote (%)", "Quote (95 %)", "Ziel")
    assert table.rows == (
        ("2023", "11,5", "11,0–12,0", "15,0"),
        ("2024", "–", "–", "15,0"),
        ("2025", "12,0", "11,5–12,5", "15,0"),
        ("2026", "13,0", "12,0–14,0", "15,0"),
    )


@pytest.mark.parametrize("kind", ["bars", "grouped", "stacked", "lines"])
@pytest.mark.parametrize("for_print", [False, True])
def test_words_that_look_like_markup_stay_words(kind, for_print):
    series = (Series(NASTY, (1, 2)), Series("b", (2, None)))
    chart = Chart(kind, NASTY, NASTY, NASTY, (NASTY, "b"), series, target=1, target_name=NASTY)
    root = ElementTree.fromstring(svg(chart, "x", for_print=for_print))
    assert not root.findall(f".//{NS}script")
    assert root.findtext(f"{NS}title") == NASTY == root.findtext(f"{NS}desc")
    assert root.get("aria-labelledby") == "x-title x-desc"
    ids = [node.get("id") for node in root.iter() if node.get("id")]
    assert ids == ["x-pattern-2", "x-title", "x-desc"] or sorted(ids) == sorted(set(ids))


def test_a_document_gets_colours_of_its_own_and_a_page_only_classes():
    printed, shown = svg(MONEY, "m", for_print=True), svg(MONEY, "m")
    assert 'viewBox="0 0 520' in printed and 'fill="#0b5f6e"' in printed
    assert "chart-fill" not in printed and "style=" not in printed + shown
    assert "#" not in shown.replace("url(#m-pattern-2)", "") and 'width="100%"' in shown


def test_a_page_draws_the_same_shapes_and_the_same_numbers(app):
    chart = dataclasses.replace(MONEY, title=NASTY)
    source = '{% from "components/chart.html" import chart_figure %}{{ chart_figure(c, "m") }}'
    with app.test_request_context("/"):
        page = read_page(render_template_string(source, c=chart))
    written = ElementTree.fromstring(svg(chart, "m"))
    drawn = page.query("svg")[0]
    known = [
        (node.tag.removeprefix(NS), (node.text or "").strip())
        for node in written.iter()
        if not list(node)
    ]
    leaves = ("rect", "text", "path", "line", "title", "desc", "circle")
    shown = [(n.name, n.to_text().strip()) for n in drawn.query("*") if n.name in leaves]
    assert shown == known
    cells = [n.to_text() for n in page.query("tbody th, tbody td")]
    assert cells == [cell for row in table_of(chart).rows for cell in row]


@pytest.mark.parametrize(
    "wrong",
    [{"kind": "pie"}, {"categories": ("a",)}, {"series": ()}, {"series": (SPENT,) * 5}],
)
def test_a_chart_that_cannot_be_drawn_is_refused(wrong):
    with pytest.raises(ValueError):
        dataclasses.replace(MONEY, **wrong)
