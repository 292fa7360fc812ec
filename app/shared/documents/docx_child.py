"""Runs apart: reads a document as JSON from standard input and writes it as DOCX.

Made to be gone on with in a text program: real headings, lists, captions that count themselves,
marked heading rows of tables, words for every picture, and the language (trust.md A14).
"""

import base64
import datetime as dt
import io
import json
import sys
from collections.abc import Iterable
from typing import Any

import docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE as KINDS_OF_LINK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph

COUNTRIES = {"de": "DE", "en": "GB"}
HYPERLINK, SHADE = KINDS_OF_LINK.HYPERLINK, "E7EFF0"
PAGE, MARGIN = (Cm(21), Cm(29.7)), Cm(2.2)
DEEPEST_LIST = 3


class _Maker:
    """A document that grows block by block, and what has been counted in it."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.data = data
        self.document = docx.Document()
        self.headings = [one for one in data["blocks"] if one["block"] == "Heading"]
        self.counted = {"Heading": 0, "Tabelle": 0, "Abbildung": 0}
        self.breaks = self.wide = False
        self._around()
        for block in data["blocks"]:
            getattr(self, f"_{block['block'].lower()}")(block)

    def _around(self) -> None:
        """The title, and what stands on every page: header, and title and number at the foot."""
        about = self.document.core_properties
        about.title, about.subject = self.data["title"], self.data["subtitle"]
        about.author = about.last_modified_by = self.data["author"]
        about.language, about.comments = _with_country(self.data["language"]), ""
        about.created = about.modified = dt.datetime.fromisoformat(self.data["moment"])
        _dress(self.document, self.data["styles"], self.data["language"])
        _page(self.document.sections[0], wide=False)
        self.document.add_paragraph(self.data["title"], style="Title")
        if self.data["subtitle"]:
            self.document.add_paragraph(self.data["subtitle"], style="Subtitle")
        section = self.document.sections[0]
        section.header.paragraphs[0].text = self.data["header"]
        foot = section.footer.paragraphs[0]
        foot.add_run(f"{self.data['title']} · Seite ")
        _field(foot, "PAGE", "1")
        foot.add_run(" von ")
        _field(foot, "NUMPAGES", "1")

    def _heading(self, block: dict[str, Any]) -> None:
        number = self.counted["Heading"] = self.counted["Heading"] + 1
        heading = self.document.add_heading("", block["level"])
        heading.paragraph_format.page_break_before = True if self.breaks else None
        self.breaks = False
        heading._p.append(_element("w:bookmarkStart", id=str(number), name=_anchor(number)))
        heading.add_run(block["text"])
        heading._p.append(_element("w:bookmarkEnd", id=str(number)))

    def _paragraph(self, block: dict[str, Any]) -> None:
        style = "Small" if block["small"] else None
        paragraph = self.document.add_paragraph(style=style)
        run = paragraph.add_run(block["text"])
        if block["direction"] == "rtl":
            paragraph._p.get_or_add_pPr().append(_element("w:bidi"))
            run.font.rtl = True
        if block["language"] != self.data["language"]:
            spoken = _with_country(block["language"])
            run._r.get_or_add_rPr().append(_element("w:lang", val=spoken, bidi=spoken))

    def _prose(self, block: dict[str, Any]) -> None:
        _spans(self.document.add_paragraph(), block["spans"])

    def _listblock(self, block: dict[str, Any], depth: int = 1) -> None:
        name = "List Number" if block["numbered"] else "List Bullet"
        name = name if depth == 1 else f"{name} {depth}"
        number = _new_numbers(self.document, name) if block["numbered"] else None
        for item in block["items"]:
            point = self.document.add_paragraph(style=name)
            if number is not None:
                point._p.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = number
            _spans(point, item["spans"])
            for inner in item["inner"]:
                self._listblock(inner, min(depth + 1, DEEPEST_LIST))

    def _facts(self, block: dict[str, Any]) -> None:
        for name, value in block["rows"]:
            line = self.document.add_paragraph(style="Facts")
            line.add_run(f"{name}:").bold = True
            line.add_run(f"\t{value}")

    def _table(self, block: dict[str, Any]) -> None:
        if block["caption"]:
            self._caption("Tabelle", block["caption"], above=True)
        rows = [block["header"], *block["rows"]]
        table = self.document.add_table(len(rows), len(block["header"]), style="Table Grid")
        widths = _mark_table(table, block, wide=self.wide)
        last = len(rows) - 1
        # By the lines of the file: asking the library for each cell again takes many times longer.
        for y, (line, cells) in enumerate(zip(table._tbl.tr_lst, rows, strict=True)):
            _mark_row(line, heads=y == 0)
            for x, (place, text) in enumerate(zip(line.tc_lst, cells, strict=True)):
                place.width = widths[x]
                written = Paragraph(place.p_lst[0], table)
                written._p.style = "TableSmall" if block["small"] else "TableText"
                heads = y == 0 or (block["row_headers"] and x == 0)
                written.add_run(text).bold = heads or (block["sums"] and y == last) or None
                if x in block["numbers"]:
                    written.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        self.document.add_paragraph(style="Small")

    def _picture(self, block: dict[str, Any]) -> None:
        place = self.document.add_paragraph()
        place.paragraph_format.keep_with_next = bool(block["caption"])
        png = io.BytesIO(base64.b64decode(block["png"]))
        width = int((PAGE[0] - 2 * MARGIN) * block["width"] / 100)
        shape = place.add_run().add_picture(png, width=width)
        shape._inline.docPr.set("descr", block["alternative"])
        if block["caption"]:
            self._caption("Abbildung", block["caption"], above=False)

    def _caption(self, kind: str, text: str, *, above: bool) -> None:
        number = self.counted[kind] = self.counted[kind] + 1
        line = self.document.add_paragraph(style="Caption")
        line.paragraph_format.keep_with_next = above
        line.add_run(f"{kind} ")
        _field(line, f"SEQ {kind} \\* ARABIC", str(number))
        line.add_run(f": {text}")

    def _pagebreak(self, block: dict[str, Any]) -> None:
        if block["wide"] == self.wide:
            self.breaks = True
            return
        self.wide = block["wide"]
        _page(self.document.add_section(WD_SECTION.NEW_PAGE), wide=self.wide)

    def _contents(self, block: dict[str, Any]) -> None:
        self.document.add_paragraph(block["title"], style="TOC Heading")
        numbered = enumerate(self.headings, start=1)
        listed = [(number, one) for number, one in numbered if one["level"] <= block["depth"]]
        lines = [self.document.add_paragraph(style="Entry") for _ in listed]
        for line, (number, one) in zip(lines, listed, strict=True):
            line.paragraph_format.left_indent = Cm(0.6 * (one["level"] - 1))
            link = _element("w:hyperlink", anchor=_anchor(number))
            link.append(line.add_run(one["text"])._r)
            line._p.append(link)
        if lines:
            first, last = lines[0]._p.find(qn("w:hyperlink")), lines[-1]._p[-1]
            _around_with_field(first, last, f'TOC \\o "1-{block["depth"]}" \\h \\z \\u')

    def _notelines(self, block: dict[str, Any]) -> None:
        self.document.add_paragraph(block["label"], style="Small")
        for _ in range(block["lines"]):
            self.document.add_paragraph(style="Note")


def _anchor(number: int) -> str:
    return f"_Toc{number:08}"


def _with_country(language: str) -> str:
    return f"{language}-{COUNTRIES[language]}" if language in COUNTRIES else language


def _element(name: str, /, **values: str) -> Any:
    """An element of WordprocessingML with attributes of it."""
    return OxmlElement(name, {qn(f"w:{key}"): value for key, value in values.items()})


def _spans(paragraph: Any, spans: Iterable[dict[str, Any]]) -> None:
    """Fill a paragraph; what has an address becomes a link."""
    for one in spans:
        run = paragraph.add_run(one["text"])
        run.bold, run.italic = one["bold"] or None, one["italic"] or None
        if one["url"]:
            run.font.underline = True
            link = _element("w:hyperlink")
            link.set(qn("r:id"), paragraph.part.relate_to(one["url"], HYPERLINK, True))
            link.append(run._r)
            paragraph._p.append(link)


def _field(paragraph: Any, code: str, shown: str) -> None:
    """A field that the text program fills anew; until then it shows this."""
    run = paragraph.add_run(shown)
    _around_with_field(run._r, run._r, code)


def _around_with_field(first: Any, last: Any, code: str) -> None:
    """Make what stands from the first to the last element the result of a field."""
    told = _element("w:instrText")
    told.text = f" {code} "
    kinds = ("begin", "separate", "end")
    begin, middle, end = (_element("w:fldChar", fldCharType=kind) for kind in kinds)
    runs = [_element("w:r") for _ in range(4)]
    for run, part in zip(runs, (begin, told, middle, end), strict=True):
        run.append(part)
    for run in runs[:3]:
        first.addprevious(run)
    last.addnext(runs[3])


def _new_numbers(document: Any, style: str) -> int:
    """Numbering of a list that begins with 1, as the style has it."""
    numbering = document.part.numbering_part.element
    told = document.styles[style].element.pPr.numPr.numId.val
    kind = numbering.num_having_numId(told).abstractNumId.val
    number = numbering.add_num(kind)
    number.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(number.numId)


def _mark_table(table: Any, block: dict[str, Any], *, wide: bool) -> list[int]:
    """Say what heads the table; return how wide its columns are."""
    properties = table._tbl.tblPr
    _without(properties, "w:tblLook")
    first_column = "1" if block["row_headers"] else "0"
    look = {"firstRow": "1", "lastRow": "0", "firstColumn": first_column, "lastColumn": "0"}
    properties.append(_element("w:tblLook", val="0420", noHBand="0", noVBand="1", **look))
    if block["caption"]:
        properties.append(_element("w:tblCaption", val=block["caption"]))
    shares = [share or 1 for share in block["widths"] or [1] * len(block["header"])]
    room = PAGE[1 if wide else 0] - 2 * MARGIN
    widths = [int(room * share / sum(shares)) for share in shares]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    return widths


def _mark_row(line: Any, *, heads: bool) -> None:
    """No row breaks over two pages; the headings come again on each."""
    about = line.get_or_add_trPr()
    about.append(_element("w:cantSplit"))
    if heads:
        about.append(_element("w:tblHeader"))
        for cell in line.tc_lst:
            shade = _element("w:shd", val="clear", color="auto", fill=SHADE)
            cell.get_or_add_tcPr().append(shade)


def _without(element: Any, name: str) -> None:
    for old in element.findall(qn(name)):
        element.remove(old)


def _page(section: Any, *, wide: bool) -> None:
    width, height = reversed(PAGE) if wide else PAGE
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = width, height
    section.left_margin = section.right_margin = section.top_margin = MARGIN
    section.bottom_margin = MARGIN


def _dress(document: Any, looks: dict[str, dict[str, Any]], language: str) -> None:
    """How each style looks; the language stands below them all."""
    defaults = document.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault"))
    spoken = defaults.find(qn("w:rPr")).find(qn("w:lang"))
    spoken.set(qn("w:val"), _with_country(language))
    known = {style.name for style in document.styles}
    for name, look in looks.items():
        if name not in known:
            made = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            made.base_style = document.styles["Normal"]
        _dress_one(document.styles[name], look)


def _dress_one(style: Any, look: dict[str, Any]) -> None:
    font, lines = style.font, style.paragraph_format
    _without(style.element.get_or_add_rPr(), "w:rFonts")
    font.name, font.size = look["font"], Pt(look["size"])
    font.bold, font.italic = look.get("bold"), look.get("italic")
    if "colour" in look:
        font.color.rgb = RGBColor.from_string(look["colour"])
    lines.space_before, lines.space_after = Pt(look.get("before", 0)), Pt(look["after"])
    lines.line_spacing = 1.1
    if "hanging" in look:
        lines.left_indent, lines.first_line_indent = Cm(look["hanging"]), -Cm(look["hanging"])
    _without(style.element.pPr, "w:pBdr")


if __name__ == "__main__":
    kept = io.BytesIO()
    _Maker(json.load(sys.stdin)).document.save(kept)
    sys.stdout.buffer.write(kept.getvalue())
