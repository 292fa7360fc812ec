"""A13, A14, S17: documents that a screen reader understands, and text that stays text."""

import io
import types
import zipfile

import pikepdf
import pytest
from lxml import etree

from app.shared.documents import Document, Heading, NoteLines, Paragraph, Table, as_odt, as_pdf

HOSTILE = '#read("/etc/passwd") #image("/x.png") $x$ *fett* = 1+1 <b>&amp; \\ @ref'
ODF = {
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
}


def document(*blocks):
    return Document("Sitzungsunterlage Rieth", "Ortsstimme Erfurt", "November 2026", blocks)


FULL = document(
    Heading("Überblick"),
    Table(("Feld", "Beiträge"), (("Wohnen", "=1+1"), (HOSTILE, "4"))),
    Heading("Wohnen"),
    Heading("Darunter", 2),
    Paragraph(f"{HOSTILE}\nzweite Zeile"),
    Paragraph("مرحبا بالعالم", "ar", "rtl"),
    Paragraph("Привіт", "uk"),
    NoteLines("Notizen"),
)


def words_of(pdf):
    """The text of a PDF as its letters were drawn, by way of the tables for copying."""
    return "".join(filter(str.isprintable, _copied(pdf)))


def _copied(pdf):
    for page in pdf.pages:
        maps = {name: _letters(font) for name, font in page.Resources.Font.items()}
        font = None
        for operands, operator in pikepdf.parse_content_stream(page):
            if str(operator) == "Tf":
                font = maps[str(operands[0])]
            elif str(operator) in ("Tj", "TJ"):
                parts = operands[0] if str(operator) == "TJ" else [operands[0]]
                for part in parts:
                    if isinstance(part, pikepdf.String):
                        raw = bytes(part)
                        yield "".join(font.get(raw[i : i + 2], "?") for i in range(0, len(raw), 2))


def _letters(font):
    table, found = font.ToUnicode.read_bytes().decode(), {}
    for line in table.splitlines():
        parts = line.replace("<", " ").replace(">", " ").split()
        if len(parts) == 2 and line.startswith("<"):
            found[bytes.fromhex(parts[0])] = bytes.fromhex(parts[1]).decode("utf-16-be")
    return found


def test_the_pdf_is_tagged_titled_and_says_its_language():
    with pikepdf.open(io.BytesIO(as_pdf(FULL))) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang).startswith("de")
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        with pdf.open_metadata() as about:
            assert about["pdfuaid:part"] == "1"
            assert about["dc:title"] == "Sitzungsunterlage Rieth"
        kinds = [str(one.S) for one in pdf.objects if _is_tag(one)]
    assert {"/Title", "/H1", "/H2", "/Table", "/TH", "/TD", "/P"} <= set(kinds)


def _is_tag(one):
    return isinstance(one, pikepdf.Dictionary) and "/S" in one and "/P" in one and "/K" in one


def test_hostile_text_stays_text_in_the_pdf():
    with pikepdf.open(io.BytesIO(as_pdf(FULL))) as pdf:
        words = words_of(pdf)
    assert '#read("/etc/passwd")' in words
    assert "*fett*" in words
    assert "root:" not in words


@pytest.mark.parametrize("text", ["🎉👩‍👩‍👧 Fest", "漢字", "ⴰⵣⵓⵍ", "\u0600 x", "█████ weg"])
def test_letters_that_no_font_has_do_not_stop_the_pdf(text):
    assert as_pdf(document(Paragraph(text))).startswith(b"%PDF-")


def test_a_large_document_is_made_whole():
    blocks = [Paragraph(f"Beitrag {n} " + "Wort " * 100) for n in range(500)]
    with pikepdf.open(io.BytesIO(as_pdf(document(*blocks)))) as pdf:
        assert len(pdf.pages) > 50


@pytest.fixture(scope="module")
def odt():
    with zipfile.ZipFile(io.BytesIO(as_odt(FULL))) as file:
        assert file.testzip() is None
        return {name: etree.fromstring(file.read(f"{name}.xml")) for name in PARTS}


PARTS = ("content", "styles", "meta")


def found(part, path):
    return part.xpath(path, namespaces=ODF)


def test_the_odt_has_headings_a_heading_row_a_title_and_its_language(odt):
    headings = found(odt["content"], "//text:h[@text:style-name]")
    levels = [heading.get(f"{{{ODF['text']}}}outline-level") for heading in headings]
    assert levels == ["1", "1", "2"]
    heading_row = found(odt["content"], "//table:table-header-rows//text:p/text()")
    assert heading_row == ["Feld", "Beiträge"]
    assert len(found(odt["content"], "//table:table-row")) == 3
    assert found(odt["meta"], "//dc:title/text()") == ["Sitzungsunterlage Rieth"]
    assert found(odt["meta"], "//dc:language/text()") == ["de-DE"]
    spoken = "//style:default-style[@style:family='paragraph']/style:text-properties/@fo:language"
    assert found(odt["styles"], spoken) == ["de"]


def test_a_foreign_text_says_its_language_and_direction_in_the_odt(odt):
    (arabic,) = found(odt["content"], "//text:p[contains(., 'مرحبا')]/@text:style-name")
    (style,) = found(odt["styles"], f"//style:style[@style:name='{arabic}']")
    assert found(style, "style:text-properties/@fo:language") == ["ar"]
    assert found(style, "style:paragraph-properties/@style:writing-mode") == ["rl-tb"]


def test_hostile_text_stays_text_in_the_odt(odt):
    words = "".join(odt["content"].itertext())
    assert HOSTILE in words
    assert not found(odt["content"], "//@table:formula")
    assert not found(odt["content"], "//text:a")


def test_what_xml_cannot_hold_is_left_out():
    assert as_odt(document(Paragraph("a\ufffe\x0bb"))).startswith(b"PK")


def test_headings_of_the_odt_have_looks_of_their_own_and_no_numbers(odt):
    numbers = found(odt["styles"], "//text:outline-level-style/@style:num-format")
    assert set(numbers) == {""}
    for level in ("1", "2", "3", "4"):
        (heading,) = found(odt["styles"], f"//style:style[@style:name='Heading_20_{level}']")
        assert heading.get(f"{{{ODF['style']}}}default-outline-level") == level
        assert found(heading, "style:text-properties/@fo:color") == ["#0b5f6e"]


def test_every_page_of_the_odt_has_its_title_and_number_at_the_foot(odt):
    foot = "//style:master-page[@style:name='Standard']/style:footer"
    assert found(odt["styles"], f"{foot}//text:p/text()")[0].startswith("Sitzungsunterlage Rieth")
    assert found(odt["styles"], f"{foot}//text:page-number")
    assert found(odt["styles"], "//style:footer-style/style:header-footer-properties")


def test_lines_to_write_on_stay_apart_in_the_odt(odt):
    for name in ("Note", "Note_20_last"):
        (style,) = found(odt["styles"], f"//style:style[@style:name='{name}']")
        assert found(style, "style:paragraph-properties/@style:join-border") == ["false"]


def test_tables_of_the_odt_have_columns_as_broad_as_their_words_and_numbers_on_the_right():
    rows = (("Wohnen", "5"), ("Noch ohne Handlungsfeld", "32"))
    table = Table(("Feld", "Stimmen"), rows, numbers=(1,), row_headers=True)
    with zipfile.ZipFile(io.BytesIO(as_odt(document(Heading("Zahlen"), table)))) as file:
        content = etree.fromstring(file.read("content.xml"))
    widths = found(content, "//@style:column-width")
    assert [float(width.removesuffix("cm")) for width in widths] == [5.56, 2.04]
    heads = found(content, "//table:table-header-rows//text:p/@text:style-name")
    assert heads == ["Table_20_Heading", "Table_20_Heading_20_Number"]
    looks = found(content, "//office:automatic-styles/style:style[@style:family='table-cell']")
    assert {look.get(f"{{{ODF['style']}}}name") for look in looks} >= {"Cell", "Head"}
    assert set(found(content, "//table:table-cell/@table:style-name")) == {"Cell", "Head"}


def test_room_for_notes_is_on_the_page_of_its_text():
    """Over many pages of items, no page begins with what belongs to the text before it."""
    blocks = [
        block
        for number in range(60)
        for block in (
            Heading(f"Beitrag {number}"),
            Paragraph("20.11.2026, Rieth", small=True),
            Paragraph("Hier fehlt eine Bank im Schatten. " * (number % 5 + 1)),
            NoteLines("Notizen", 1 + number % 3),
        )
    ]
    with pikepdf.open(io.BytesIO(as_pdf(document(*blocks)))) as pdf:
        begun = [words_of(types.SimpleNamespace(pages=[page])) for page in pdf.pages]
    assert len(begun) > 5
    assert all(words.startswith("Beitrag") for words in begun[1:])
