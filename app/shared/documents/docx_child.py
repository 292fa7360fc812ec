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
from docx.opc.constants import RELATIONSHIP_TYPE as KINDS_OF_LINK
from docx.oxml.ns import nsmap, qn
from docx.shared import Cm, Pt, RGBColor

LOCALES = {"de": "de-DE", "en": "en-GB"}
ANCHOR = "_Toc{:08}"
HYPERLINK, SHADE = KINDS_OF_LINK.HYPERLINK, "E7EFF0"
PAGE, MARGIN = (Cm(21), Cm(29.7)), Cm(2.2)
DEEPEST_LIST = 3
W, TWIP = f"{{{nsmap['w']}}}", 635


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
        language = LOCALES.get(self.data["language"], self.data["language"])
        about.language, about.comments = language, ""
        about.created = about.modified = dt.datetime.fromisoformat(self.data["moment"])
        _dress(self.document, self.data["styles"], language)
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
        _add(heading._p, "bookmarkStart", id=str(number), name=ANCHOR.format(number))
        heading.add_run(block["text"])
        _add(heading._p, "bookmarkEnd", id=str(number))

    def _paragraph(self, block: dict[str, Any]) -> None:
        style = "Small" if block["small"] else None
        paragraph = self.document.add_paragraph(style=style)
        run = paragraph.add_run(block["text"])
        if block["direction"] == "rtl":
            _add(paragraph._p.get_or_add_pPr(), "bidi")
            run.font.rtl = True
        if block["language"] != self.data["language"]:
            spoken = LOCALES.get(block["language"], block["language"])
            _add(run._r.get_or_add_rPr(), "lang", val=spoken, bidi=spoken)

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
        table = self.document.add_table(0, len(block["header"]), style="Table Grid")
        widths = _mark_table(table, block, wide=self.wide)
        for y, cells in enumerate(rows):
            line = _row(table._tbl, heads=y == 0)
            is_sum = block["sums"] and y == len(rows) - 1
            for x, (text, width) in enumerate(zip(cells, widths, strict=True)):
                bold = y == 0 or is_sum or (block["row_headers"] and x == 0)
                style = "TableSmall" if block["small"] else "TableText"
                right = x in block["numbers"]
                _cell(line, text, style, width, right=right, bold=bold, shaded=y == 0)
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
        self.breaks = block["wide"] == self.wide
        if not self.breaks:
            self.wide = block["wide"]
            _page(self.document.add_section(WD_SECTION.NEW_PAGE), wide=self.wide)

    def _contents(self, block: dict[str, Any]) -> None:
        self.document.add_paragraph(block["title"], style="TOC Heading")
        links = []
        for number, one in enumerate(self.headings, start=1):
            if one["level"] <= block["depth"]:
                line = self.document.add_paragraph(style="Entry")
                line.paragraph_format.left_indent = Cm(0.6 * (one["level"] - 1))
                links.append(_add(line._p, "hyperlink", anchor=ANCHOR.format(number)))
                links[-1].append(line.add_run(one["text"])._r)
        if links:
            code = f'TOC \\o "1-{block["depth"]}" \\h \\z \\u'
            _around_with_field(links[0], links[-1], code)

    def _notelines(self, block: dict[str, Any]) -> None:
        self.document.add_paragraph(block["label"], style="Small")
        for _ in range(block["lines"]):
            self.document.add_paragraph(style="Note")


def _add(parent: Any, name: str, /, **values: str) -> Any:
    """Put an element of WordprocessingML with attributes of it into another."""
    made = parent.makeelement(f"{W}{name}", {f"{W}{key}": one for key, one in values.items()})
    parent.append(made)
    return made


def _spans(paragraph: Any, spans: Iterable[dict[str, Any]]) -> None:
    for one in spans:
        run = paragraph.add_run(one["text"])
        run.bold, run.italic = one["bold"] or None, one["italic"] or None
        if one["url"]:
            run.font.underline = True
            link = _add(paragraph._p, "hyperlink")
            link.set(qn("r:id"), paragraph.part.relate_to(one["url"], HYPERLINK, True))
            link.append(run._r)


def _field(paragraph: Any, code: str, shown: str) -> None:
    """A field that the text program fills anew; until then it shows this."""
    run = paragraph.add_run(shown)
    _around_with_field(run._r, run._r, code)


def _around_with_field(first: Any, last: Any, code: str) -> None:
    """Make what stands from the first to the last element the result of a field."""
    runs = [_add(first.getparent(), "r") for _ in range(4)]
    _add(runs[0], "fldChar", fldCharType="begin")
    _add(runs[1], "instrText").text = f" {code} "
    _add(runs[2], "fldChar", fldCharType="separate")
    _add(runs[3], "fldChar", fldCharType="end")
    for run in runs[:3]:
        first.addprevious(run)
    last.addnext(runs[3])


def _new_numbers(document: Any, style: str) -> int:
    """Numbering of a list that begins with 1, as the style has it."""
    numbering = document.part.numbering_part.element
    told = document.styles[style].element.pPr.numPr.numId.val
    number = numbering.add_num(numbering.num_having_numId(told).abstractNumId.val)
    number.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(number.numId)


def _mark_table(table: Any, block: dict[str, Any], *, wide: bool) -> list[int]:
    """Say what heads the table; return how wide its columns are."""
    properties = table._tbl.tblPr
    _without(properties, "w:tblLook")
    first_column = "1" if block["row_headers"] else "0"
    look = {"firstRow": "1", "lastRow": "0", "firstColumn": first_column, "lastColumn": "0"}
    _add(properties, "tblLook", val="0420", noHBand="0", noVBand="1", **look)
    if block["caption"]:
        _add(properties, "tblCaption", val=block["caption"])
    shares = [share or 1 for share in block["widths"] or [1] * len(block["header"])]
    room = PAGE[1 if wide else 0] - 2 * MARGIN
    widths = [int(room * share / sum(shares)) for share in shares]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    return widths


# Rows are written without the library, which takes ten times longer for a large table.
def _row(table: Any, *, heads: bool) -> Any:
    """A row that does not break over two pages; the headings come again on each."""
    line = _add(table, "tr")
    about = _add(line, "trPr")
    _add(about, "cantSplit")
    if heads:
        _add(about, "tblHeader")
    return line


def _cell(
    line: Any, text: str, style: str, width: int, *, right: bool, bold: bool, shaded: bool
) -> None:
    about = _add(cell := _add(line, "tc"), "tcPr")
    _add(about, "tcW", w=str(width // TWIP), type="dxa")
    if shaded:
        _add(about, "shd", val="clear", color="auto", fill=SHADE)
    looks = _add(paragraph := _add(cell, "p"), "pPr")
    _add(looks, "pStyle", val=style)
    if right:
        _add(looks, "jc", val="right")
    run = _add(paragraph, "r")
    if bold:
        _add(_add(run, "rPr"), "b")
    for number, piece in enumerate(text.split("\n")):
        if number:
            _add(run, "br")
        _add(run, "t").text = piece


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
    (spoken,) = document.styles.element.xpath("w:docDefaults//w:lang")
    spoken.set(qn("w:val"), language)
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
        lines.tab_stops.add_tab_stop(Cm(look["hanging"]))
    _without(style.element.pPr, "w:pBdr")


if __name__ == "__main__":
    kept = io.BytesIO()
    _Maker(json.load(sys.stdin)).document.save(kept)
    sys.stdout.buffer.write(kept.getvalue())
