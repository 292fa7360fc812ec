"""Workbooks: rows as high as their texts, and sheets that can be printed."""

import io

import openpyxl
import pytest
import xlsxwriter

from app.shared.sheets import height_of, to_print

SENTENCE = "Vier Linien fahren ab fünf Uhr."


@pytest.mark.parametrize(
    ("cells", "widths", "height"),
    [
        ((SENTENCE, 3, None), (40, 8, 8), None),
        ((SENTENCE, 3), (15, 8), 45.0),
        (("eins\nzwei\ndrei", 3), (40, 8), 45.0),
        (("\n", 3), (40, 8), 30.0),
        ((SENTENCE * 900, 3), (10, 8), 409.0),
        ((), (), None),
    ],
)
def test_a_row_is_as_high_as_its_longest_text(cells, widths, height):
    assert height_of(cells, widths) == height


@pytest.mark.parametrize(("widths", "pages"), [((30, 70), 1), ((20,) * 26, 3)])
def test_a_sheet_is_printed_as_broad_as_the_paper_with_its_headings(widths, pages):
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        to_print(book.add_worksheet("Blatt"), widths)
    # One page across is what the format takes for granted; it is left out.
    page = openpyxl.load_workbook(file)["Blatt"]
    assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
    assert (page.page_setup.fitToWidth or 1, page.page_setup.fitToHeight) == (pages, 0)
    assert page.print_title_rows == "$1:$1"
