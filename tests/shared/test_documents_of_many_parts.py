"""A13, A14: pictures, lists, tables and contents as PDF/UA-1, DOCX and ODT; always the same."""

import datetime as dt
import io
import zipfile

import docx
import pikepdf
import pytest
from docx.oxml.ns import qn
from lxml import etree

from app.shared.apart import DidNotFinish
from app.shared.documents import (
    Contents,
    Document,
    Facts,
    Heading,
    Item,
    ListBlock,
    NoteLines,
    PageBreak,
    Paragraph,
    Picture,
    Prose,
    Span,
    Table,
    as_docx,
    as_odt,
    as_pdf,
    blocks_of,
)

HOSTILE = '#read("/etc/passwd") $x$ *fett* = 1+1 <b>&amp; \\ @ref \x0b\x00 🎉漢'
SVG = (
    "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 400 60'>"
    "<rect x='0' y='10' width='200' height='20' fill='#0b5f6e'/>"
    "<text x='210' y='26' font-size='14'>Wohnen 12 🎉</text></svg>"
)
MARKDOWN = """# Kurz gesagt

Ein **fettes** Wort, ein *schräges* und [ein Verweis](https://example.org/satzung).

- eins
- zwei
  1. erstens
  2. zweitens
"""
MONEY = Table(
    ("Jahr", "Geplant"),
    (("2026", "1.000,00"), ("2027", "=1+1"), ("Summe", "1.000,00")),
    caption="Geld nach Jahr",
    numbers=(1,),
    widths=(1, 2),
    row_headers=True,
    sums=True,
)
DOCUMENT = Document(
    title="Bericht 2026",
    author="Stadt Erfurt",
    subtitle="Stand 31.12.2026",
    blocks=(
        Facts((("Drucksache", "0123/27"), ("Ausschuss", "Soziales"))),
        Contents("Inhalt"),
        PageBreak(),
        Heading("Worte"),
        *blocks_of(MARKDOWN),
        MONEY,
        Picture(SVG, "Balken: Wohnen 12", "Beiträge nach Feld", 60),
        Paragraph("مرحبا بالعالم", "ar", "rtl"),
        PageBreak(wide=True),
        Heading("Anlage"),
        Table(("Nr.", "Titel"), tuple((f"M-{n}", HOSTILE + "x" * 90) for n in range(60)), "Alle"),
        PageBreak(),
        Heading("Methode"),
        NoteLines("Notizen"),
    ),
    dated=dt.date(2026, 12, 31),
    header="Stadt Erfurt · Amt für Soziales",
)
W = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}


@pytest.fixture(scope="module")
def pdf():
    with pikepdf.open(io.BytesIO(as_pdf(DOCUMENT))) as file:
        yield file


@pytest.fixture(scope="module")
def word():
    return docx.Document(io.BytesIO(as_docx(DOCUMENT)))


def tags_in(below):
    for one in below if isinstance(below, pikepdf.Array) else [below]:
        if isinstance(one, pikepdf.Dictionary) and "/S" in one:
            yield one
            yield from tags_in(one.K) if "/K" in one else ()


def scope_of(cell):
    return next((str(one.Scope) for one in cell.A if "/Scope" in one), None)


def test_every_picture_of_the_pdf_says_in_words_what_it_shows(pdf):
    figures = [one for one in tags_in(pdf.Root.StructTreeRoot.K) if one.S == "/Figure"]
    assert [str(one.Alt) for one in figures] == ["Balken: Wohnen 12"]


def test_headings_of_columns_and_of_rows_say_which_cells_they_head_in_the_pdf(pdf):
    money, large = [one for one in tags_in(pdf.Root.StructTreeRoot.K) if one.S == "/Table"]
    assert [scope_of(one) for one in tags_in(money) if one.S == "/TH"] == [
        *("/Column", "/Column"),
        *("/Row", "/Row", "/Row"),
    ]
    bound = [about for one in tags_in(money) if one.S == "/TD" for about in one.A]
    assert not any("/Headers" in about for about in bound)
    assert [scope_of(one) for one in tags_in(large) if one.S == "/TH"] == ["/Column", "/Column"]


def test_the_pdf_has_contents_bookmarks_lists_links_and_pages_on_their_side(pdf):
    kinds = [str(one.S) for one in tags_in(pdf.Root.StructTreeRoot.K)]
    assert {"/TOC", "/L", "/LI", "/Link", "/Caption", "/H2"} <= set(kinds)
    with pdf.open_outline() as outline:
        assert [one.title for one in outline.root] == ["Worte", "Anlage", "Methode"]
    sizes = [(round(page.MediaBox[2]), round(page.MediaBox[3])) for page in pdf.pages]
    assert sizes[0] == sizes[-1] == (595, 842)
    assert (842, 595) in sizes
    links = [one.A.URI for page in pdf.pages for one in page.get("/Annots", []) if "/A" in one]
    assert [str(link) for link in links if "example.org" in str(link)]


def test_the_docx_has_real_headings_lists_and_captions(word):
    styles = {one.text: one.style.name for one in word.paragraphs}
    assert styles["Bericht 2026"] == "Title"
    assert styles["Worte"] == "Heading 1"
    assert styles["Kurz gesagt"] == "Heading 2"
    assert styles["eins"] == "List Bullet"
    assert styles["erstens"] == "List Number 2"
    assert styles["Tabelle 1: Geld nach Jahr"] == "Caption"
    assert styles["Abbildung 1: Beiträge nach Feld"] == "Caption"
    (prose,) = [one for one in word.paragraphs if "schräges" in one.text]
    assert [run.text for run in prose.runs if run.bold] == ["fettes"]
    assert prose.hyperlinks[0].address == "https://example.org/satzung"


def test_the_docx_repeats_the_heading_row_and_marks_it(word):
    for table in word.tables:
        marked = [bool(row._tr.xpath("w:trPr/w:tblHeader")) for row in table.rows]
        assert marked == [True] + [False] * (len(marked) - 1)
    look = word.tables[0]._tbl.tblPr.find(qn("w:tblLook"))
    assert (look.get(qn("w:firstRow")), look.get(qn("w:firstColumn"))) == ("1", "1")


def test_the_docx_says_its_title_language_and_date_and_what_pictures_show(word):
    about = word.core_properties
    assert (about.title, about.author, about.language) == ("Bericht 2026", "Stadt Erfurt", "de-DE")
    assert about.created.date() == about.modified.date() == dt.date(2026, 12, 31)
    defaults = word.styles.element.xpath("w:docDefaults//w:lang/@w:val")
    assert defaults == ["de-DE"]
    (picture,) = word.inline_shapes
    assert picture._inline.docPr.get("descr") == "Balken: Wohnen 12"
    (arabic,) = [one for one in word.paragraphs if "مرحبا" in one.text]
    assert arabic.runs[0]._r.xpath("w:rPr/w:lang/@w:bidi") == ["ar"]
    assert arabic._p.xpath("w:pPr/w:bidi")


def test_the_docx_has_a_contents_field_page_numbers_and_pages_on_their_side(word):
    fields = word.element.body.xpath(".//w:instrText/text()")
    assert any(field.strip().startswith('TOC \\o "1-2"') for field in fields)
    assert " PAGE " in word.sections[0].footer._element.xpath(".//w:instrText/text()")
    assert word.sections[0].header.paragraphs[0].text == "Stadt Erfurt · Amt für Soziales"
    assert [one.page_width > one.page_height for one in word.sections] == [False, True, False]
    targets = set(word.element.body.xpath(".//w:bookmarkStart/@w:name"))
    assert set(word.element.body.xpath(".//w:hyperlink/@w:anchor")) <= targets


def test_each_numbered_list_of_the_docx_begins_with_one():
    numbered = ListBlock((Item((Span("eins"),)), Item((Span("zwei"),))), numbered=True)
    two = Document("T", "A", "", (numbered, Prose((Span("dazwischen"),)), numbered))
    word = docx.Document(io.BytesIO(as_docx(two)))
    numbers = [one._p.pPr.numPr.numId.val for one in word.paragraphs if one.style.name[0] == "L"]
    assert numbers[0] == numbers[1] != numbers[2] == numbers[3]


def test_hostile_text_stays_text_in_the_docx(word):
    cell = word.tables[1].cell(1, 1).text
    assert cell.startswith('#read("/etc/passwd") $x$ *fett* = 1+1 <b>&amp; \\ @ref ')
    assert word.tables[0].cell(2, 1).text == "=1+1"
    allowed = ("TOC", "PAGE", "NUMPAGES", "SEQ")
    assert all(f.strip().startswith(allowed) for f in word.element.xpath(".//w:instrText/text()"))


def test_the_odt_has_the_same_parts():
    with zipfile.ZipFile(io.BytesIO(as_odt(DOCUMENT))) as file:
        content = etree.fromstring(file.read("content.xml"))
        pictures = [name for name in file.namelist() if name.startswith("Pictures/")]
    spaces = content.nsmap
    assert len(pictures) == 1
    assert content.xpath("//svg:desc/text()", namespaces=spaces) == ["Balken: Wohnen 12"]
    listed = content.xpath("//text:index-body/text:p/text()", namespaces=spaces)
    assert listed[:2] == ["Worte", "Kurz gesagt"]
    assert content.xpath("//text:a/@xlink:href", namespaces=spaces) == [
        "https://example.org/satzung"
    ]
    assert len(content.xpath("//text:list-item", namespaces=spaces)) == 4


@pytest.mark.parametrize("make", [as_pdf, as_docx, as_odt])
def test_a_document_with_a_date_is_the_same_bytes_each_time(make):
    assert make(DOCUMENT) == make(DOCUMENT)


@pytest.mark.parametrize("make", [as_docx, as_odt])
def test_no_file_in_a_document_says_when_it_was_packed(make):
    with zipfile.ZipFile(io.BytesIO(make(DOCUMENT))) as file:
        assert {one.date_time for one in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        about = b"".join(
            file.read(name) for name in ("docProps/core.xml", "meta.xml") if name in file.namelist()
        )
    assert b"2026-12-31T00:00:00" in about


@pytest.mark.parametrize(
    ("source", "levels"),
    [("# A\n## B\n### C", [2, 2, 3]), ("### C\n# A", [2, 2]), ("#### D\n#### E", [2, 3])],
)
def test_headings_written_by_staff_leave_no_level_out(source, levels):
    found = [one.level for one in blocks_of(source) if isinstance(one, Heading)]
    assert found == levels


@pytest.mark.parametrize(
    "source",
    [
        "[weg](javascript:alert(1))",
        "[weg](file:///etc/passwd)",
        "[weg](//example.org)",
        "![weg](https://example.org/x.png)",
    ],
)
def test_no_address_that_a_document_should_not_follow_becomes_a_link(source):
    (prose,) = blocks_of(source)
    assert all(span.url == "" for span in prose.spans)
    assert "weg" in "".join(span.text for span in prose.spans)


def test_html_in_markdown_stays_text():
    (prose,) = blocks_of("a <script>x</script> b")
    assert prose == Prose((Span("a <script>x</script> b"),))


@pytest.mark.parametrize("make", [as_pdf, as_docx])
def test_a_picture_that_wants_a_file_of_the_machine_is_refused(make):
    svg = (
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 10 10'>"
        "<image href='/etc/hostname' width='10' height='10'/></svg>"
    )
    with pytest.raises(DidNotFinish, match="not allowed"):
        make(Document("T", "A", "", (Picture(svg, "nichts"),)))
