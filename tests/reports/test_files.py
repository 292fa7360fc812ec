"""A13, A14, S14: the report as PDF/UA-1, DOCX and XLSX; repeatable, and text stays text."""

import datetime as dt
import io

import docx
import openpyxl
import pikepdf
import pytest

from app.reports.services.files import report_docx, report_pdf, report_xlsx
from app.reports.services.files.document import report_document
from app.shared.documents import Heading, Paragraph, Picture, Table
from tests.reports.example_content import example_content

TITLE = "Bericht über den Umsetzungsstand 2026"
HOSTILE = '\n=1+1 #read("/etc/passwd") $x$ <b>&amp; \\ @SUM(1) \x0b🎉 ' + "ü" * 120 + " مرحبا"
MAKERS = [report_pdf, report_docx, report_xlsx]


@pytest.fixture(scope="module")
def pdf():
    with pikepdf.open(io.BytesIO(report_pdf(example_content(50)))) as file:
        yield file


@pytest.fixture(scope="module")
def word():
    return docx.Document(io.BytesIO(report_docx(example_content(6))))


@pytest.fixture(scope="module")
def book():
    return openpyxl.load_workbook(io.BytesIO(report_xlsx(example_content(6))))


def tags_in(below):
    for one in below if isinstance(below, pikepdf.Array) else [below]:
        if isinstance(one, pikepdf.Dictionary) and "/S" in one:
            yield one
            yield from tags_in(one.K) if "/K" in one else ()


def starts_of(pdf):
    """Which page, from 1, each heading that the bookmarks name stands on."""
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages, start=1)}
    with pdf.open_outline() as outline:
        found = {}
        for one in outline.root:
            place = one.destination if one.destination is not None else one.action.D
            found[one.title] = pages[place[0].objgen]
        return found


def test_the_pdf_says_what_it_is(pdf):
    assert pdf.Root.MarkInfo.Marked
    assert str(pdf.Root.Lang) == "de"
    with pdf.open_metadata() as about:
        assert about["pdfuaid:part"] == "1"
        assert about["dc:title"] == TITLE
    assert str(pdf.docinfo["/CreationDate"]).startswith("D:20261231")


def test_the_map_and_the_charts_of_the_pdf_say_in_words_what_they_show(pdf):
    told = [str(one.Alt) for one in tags_in(pdf.Root.StructTreeRoot.K) if one.S == "/Figure"]
    assert len(told) == 4
    assert "Aus 0 von 4 Ortsteilen kam kein Beitrag." in told[0]
    assert "2026: geplant 2.500, ausgegeben 2.250; 2027: geplant 2.500" in told[1]
    assert "Wohnen: Beiträge 25, Stimmen 100" in told[2]
    assert "12/26: Beiträge 12" in told[3]


def test_every_heading_of_a_table_has_its_scope_in_the_pdf(pdf):
    heads = [one for one in tags_in(pdf.Root.StructTreeRoot.K) if one.S == "/TH"]
    scopes = {str(about.Scope) for one in heads for about in one.A if "/Scope" in about}
    assert scopes == {"/Column", "/Row"}
    assert all(any("/Scope" in about for about in one.A) for one in heads)


def test_no_level_of_heading_is_left_out_in_the_pdf(pdf):
    kinds = [str(one.S) for one in tags_in(pdf.Root.StructTreeRoot.K)]
    levels = [int(kind[2]) for kind in kinds if kind[:2] == "/H" and kind[2:].isdigit()]
    before = [0, *levels[:-1]]
    assert all(level <= last + 1 for last, level in zip(before, levels, strict=True))


def test_the_report_before_its_annexes_has_at_most_eight_pages(pdf):
    starts = starts_of(pdf)
    first_annex = starts["Anlage 1: Maßnahme für Maßnahme"]
    assert 5 <= first_annex <= 9
    assert list(starts)[-5:] == [name for name in starts if name.startswith("Anlage")]


@pytest.mark.parametrize("many", [0, 1, 500])
def test_reports_of_no_and_of_many_measures_keep_to_eight_pages_and_their_annexes(many):
    with pikepdf.open(io.BytesIO(report_pdf(example_content(many)))) as file:
        starts = starts_of(file)
    assert starts["Anlage 1: Maßnahme für Maßnahme"] <= 9
    assert "Anlage 5: Wie dieser Bericht entstanden ist" in starts


def test_a_report_of_nothing_is_made_too():
    content = example_content(0)
    content["cover"] |= {"number": "", "committee": "", "date": None, "financial_effects": []}
    content["money"] = {"by_year": [], "by_source": []}
    content |= {"map": None, "agreement": [], "method": [], "sections": []}
    for key in [key for key in content["participation"] if key.startswith("by_")]:
        content["participation"][key] = []
    assert report_pdf(content).startswith(b"%PDF-")
    assert report_docx(content).startswith(b"PK")
    assert report_xlsx(content).startswith(b"PK")


def test_what_staff_wrote_stands_above_the_figures_of_its_section():
    blocks = report_document(example_content(6)).blocks
    titles = [one.text for one in blocks if isinstance(one, Heading) and one.level == 1]
    assert titles[:3] == ["Abschnitt plain", "Abschnitt moved", "Abschnitt map"]
    assert "Nächste Schritte" in [one.text for one in blocks if isinstance(one, Heading)]


def test_the_section_about_changes_names_some_of_each_and_the_annex_all():
    blocks = report_document(example_content(50)).blocks
    tables = [one for one in blocks if isinstance(one, Table)]
    (every,) = [one for one in tables if one.header[-1] == "Verlauf im Jahr"]
    assert len(every.rows) == 42
    some = [row for one in tables if one.header[-1] == "Warum" for row in one.rows]
    assert len(some) == 25
    assert {row[0] for row in some} < {row[0] for row in every.rows}


def test_a_figure_that_is_too_small_to_be_said_is_not_said():
    blocks = report_document(example_content(6)).blocks
    (channels,) = [
        one for one in blocks if isinstance(one, Table) and one.header[0] == "Eingangsweg"
    ]
    assert channels.header == ("Eingangsweg", "Beiträge", "Stimmen")
    assert channels.rows == (("Internet", "100", "400"), ("Papier", "zu wenige", "zu wenige"))


def test_the_map_says_where_most_was_said_and_has_every_ortsteil_in_its_table():
    content = example_content(6)
    content["map"]["areas"][0]["contributions"] = 0
    content["map"]["areas"][2]["contributions"] = 99
    blocks = report_document(content).blocks
    picture = next(one for one in blocks if isinstance(one, Picture))
    assert "Die meisten Beiträge: Rieth (99), Löbervorstadt (30)" in picture.alternative
    assert "Aus 1 von 4 Ortsteilen kam kein Beitrag." in picture.alternative
    (table,) = [one for one in blocks if isinstance(one, Table) and one.header[0] == "Ortsteil"]
    assert table.header[-1] == "Maßnahmen"
    assert table.rows[0] == ("01 Altstadt", "30", "120", "12")
    assert len(table.rows) == 4


def test_the_docx_can_be_gone_on_with(word):
    styles = {one.text: one.style.name for one in word.paragraphs}
    assert styles[TITLE] == "Title"
    assert styles["Abschnitt money"] == "Heading 1"
    assert styles["12 neu"] == "List Bullet"
    assert styles["Tabelle 1: Finanzielle Auswirkungen nach Jahr"] == "Caption"
    assert styles["Gremium:\tAusschuss für Soziales, Arbeitsmarkt und Gleichstellung"] == "Facts"
    for table in word.tables:
        assert table.rows[0]._tr.xpath("w:trPr/w:tblHeader")
    assert all(shape._inline.docPr.get("descr") for shape in word.inline_shapes)
    assert len(word.inline_shapes) == 4
    assert word.core_properties.language == "de-DE"
    assert word.core_properties.title == TITLE


def test_the_workbook_has_its_sheets_with_frozen_headings(book):
    assert book.sheetnames == [
        *("Überblick", "Maßnahmen", "Geld", "Geld nach Herkunft", "Veränderungen"),
        *("Wirkung", "Beteiligung", "Antworten und Fristen", "Vorschläge § 45", "Methode"),
    ]
    assert {sheet.freeze_panes for sheet in book} == {"B2"}
    assert book.properties.title == TITLE
    assert book.properties.created == dt.datetime(2026, 12, 31)


def test_numbers_money_and_days_are_such_in_the_workbook(book):
    sheet = book["Maßnahmen"]
    row = dict(zip([c.value for c in sheet[1]], list(sheet[2]), strict=True))
    assert row["Geplant (EUR)"].value == 100_000
    assert row["Ausgegeben (EUR)"].value == 45_000.5
    assert row["Ausgegeben (EUR)"].number_format == "#,##0.00"
    assert row["Beginn"].value == dt.datetime(2026, 3, 1)
    assert row["Beginn"].number_format == "dd.mm.yyyy"
    assert (row["Stimmen"].value, row["Handlungsfelder"].value) == (52, "Mobilität")
    unknown = {tuple(c.value for c in r) for r in book["Beteiligung"].iter_rows()}
    assert ("Eingangsweg", "paper", "Papier", None, None, None) in unknown


def test_a_year_is_written_without_a_mark_for_thousands_in_the_workbook(book):
    years = [cell for cell in book["Geld"]["C"][1:] if cell.value is not None]
    assert {cell.number_format for cell in years} == {"0"}
    assert years[0].value == 2026


def test_rows_of_the_workbook_are_as_high_as_their_texts():
    """LibreOffice does not work it out by itself: texts would lie over each other."""
    content = example_content(2)
    content["measures"][0]["text"] = "Zwei Gemeindeschwestern besuchen Menschen zu Hause. " * 4
    sheet = openpyxl.load_workbook(io.BytesIO(report_xlsx(content)))["Maßnahmen"]
    assert [sheet.row_dimensions[row].height for row in (2, 3)] == [60, None]


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2026-03-01", "2027-06-30", "1.3.2026 bis 30.6.2027"),
        ("2026-03-01", None, "ab 1.3.2026"),
        (None, "2027-06-30", "bis 30.6.2027"),
        (None, None, "–"),
    ],
)
def test_a_measure_says_from_when_to_when_as_far_as_that_is_known(first, last, words):
    content = example_content(1)
    content["measures"][0] |= {"starts_on": first, "ends_on": last}
    (table,) = [
        one
        for one in report_document(content).blocks
        if isinstance(one, Table) and one.caption.startswith("Alle ")
    ]
    assert table.rows[0][4] == words


def test_nobody_reads_of_no_concerns_as_a_number():
    content = example_content(1)
    content["participation"]["concerns"] = 0
    words = [one.text for one in report_document(content).blocks if isinstance(one, Paragraph)]
    assert any("Noch sind keine Beiträge zu Anliegen zusammengefasst." in one for one in words)


@pytest.mark.parametrize("make", MAKERS)
def test_the_same_report_is_the_same_bytes(make):
    assert make(example_content(6)) == make(example_content(6))


@pytest.mark.parametrize("make", MAKERS)
def test_another_report_is_not_the_same_bytes(make):
    assert make(example_content(6)) != make(example_content(7))


def test_hostile_text_stays_text_in_every_file():
    content = example_content(3, HOSTILE)
    assert report_pdf(content).startswith(b"%PDF-")
    word = docx.Document(io.BytesIO(report_docx(content)))
    said = "\n".join(cell.text for table in word.tables for row in table.rows for cell in row.cells)
    assert '=1+1 #read("/etc/passwd") $x$ <b>&amp; \\ @SUM(1) 🎉' in said
    book = openpyxl.load_workbook(io.BytesIO(report_xlsx(content)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not any(cell.data_type == "f" or cell.hyperlink for cell in cells)
    assert any("@SUM(1)" in str(cell.value) for cell in cells)


def test_a_text_that_begins_like_a_formula_is_text_in_the_workbook():
    content = example_content(1)
    content["measures"][0]["title"] = '=HYPERLINK("https://example.org")'
    book = openpyxl.load_workbook(io.BytesIO(report_xlsx(content)))
    cell = book["Maßnahmen"]["B2"]
    assert (cell.value, cell.data_type) == ('=HYPERLINK("https://example.org")', "s")
