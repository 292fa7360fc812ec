"""Runs apart: reads a document as JSON from standard input and writes it as OpenDocument text.

Headings, the title and the heading row of tables are marked as what they are, and every paragraph
says its language (trust.md A14), so that a screen reader and a text program know them.
"""

import base64
import datetime as dt
import io
import json
import sys
from typing import Any

import odfdo
from odfdo import Cell, Column, Document, Header, HeaderRows, Paragraph, Row, Style, Table

COUNTRIES = {"de": "DE", "en": "GB"}
# In centimetres: the line between the margins, and what a letter and the rim of a cell need.
ROOM, LETTER, RIM = 17.0, 0.22, 0.5


def made(data: dict[str, Any]) -> bytes:
    """Return the file."""
    document = Document("text")
    document.language = _with_country(data["language"])
    document.meta.title, document.meta.creator = data["title"], data["author"]
    document.meta.initial_creator = data["author"]
    document.meta.creation_date = dt.datetime.fromisoformat(data["moment"])
    _dress(document, data["styles"])
    _foot(document, data["title"])
    body = document.body
    body.clear()
    body.append(Paragraph(data["title"], style="Title"))
    body.append(Paragraph(data["subtitle"], style="Subtitle"))
    breaks = False
    for number, block in enumerate(data["blocks"]):
        if block["block"] == "PageBreak":
            breaks = True
            continue
        maker = MAKERS[block["block"]]
        follows = data["blocks"][number + 1 :][:1]
        kept = bool(follows) and follows[0]["block"] == "NoteLines"
        for element in maker(document, {**block, "number": number, "breaks": breaks, "kept": kept}):
            body.append(element)
        breaks = False
    _fill_contents(body)
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def _heading(_document: Any, block: dict[str, Any]) -> list[Any]:
    heading = Header(block["level"], block["text"])
    after = "-break" if block["breaks"] else ""
    heading.set_attribute("text:style-name", f"Heading_20_{block['level']}{after}")
    return [heading]


def _paragraph(document: Any, block: dict[str, Any]) -> list[Any]:
    return [Paragraph(block["text"], style=_paragraph_style(document, block))]


def _prose(_document: Any, block: dict[str, Any]) -> list[Any]:
    return [_line(block["spans"], "Text_20_body")]


def _list_block(document: Any, block: dict[str, Any]) -> list[Any]:
    found = odfdo.List(style="Numbering_20_1" if block["numbered"] else "List_20_1")
    for item in block["items"]:
        point = odfdo.ListItem()
        point.append(_line(item["spans"], "Standard"))
        for inner in item["inner"]:
            point.append(_list_block(document, inner)[0])
        found.append(point)
    return [found]


def _line(spans: list[dict[str, Any]], style: str) -> Paragraph:
    """A paragraph with bold words and links in it."""
    line = Paragraph("", style=style)
    for one in spans:
        name = "Strong" if one["bold"] else "Emphasis" if one["italic"] else None
        piece: Any = odfdo.Span(one["text"], style=name)
        if one["url"]:
            link = odfdo.Link(one["url"])
            link.append(piece)
            piece = link
        line.append(piece)
    return line


def _facts(_document: Any, block: dict[str, Any]) -> list[Any]:
    found = []
    for name, value in block["rows"]:
        line = Paragraph("", style="Standard")
        line.append(odfdo.Span(f"{name}: ", style="Strong"))
        line.append(odfdo.Span(value))
        found.append(line)
    return found


def _picture(document: Any, block: dict[str, Any]) -> list[Any]:
    png = base64.b64decode(block["png"])
    across, down = (int.from_bytes(png[place : place + 4]) for place in (16, 20))
    width = ROOM * block["width"] / 100
    frame = odfdo.Frame.image_frame(
        document.add_file(io.BytesIO(png)),
        name=f"Abbildung {block['number']}",
        size=(f"{width:.2f}cm", f"{width * down / across:.2f}cm"),
        anchor_type="as-char",
    )
    frame.svg_description = block["alternative"]
    place = Paragraph("", style="Text_20_body")
    place.append(frame)
    below = [Paragraph(block["caption"], style="Small")] if block["caption"] else []
    return [place, *below]


def _contents(_document: Any, block: dict[str, Any]) -> list[Any]:
    return [odfdo.TOC(title=block["title"], outline_level=block["depth"])]


def _fill_contents(body: Any) -> None:
    """The headings in the list of contents; the text program adds their pages."""
    for contents in body.tocs:
        for heading in body.headers:
            level = int(heading.get_attribute("text:outline-level"))
            if level <= contents.outline_level:
                style = f"Contents_20_{level}"
                contents.body.append(Paragraph(str(heading).strip(), style=style))


def _note_lines(_document: Any, block: dict[str, Any]) -> list[Any]:
    names = ["Small", *["Note"] * (block["lines"] - 1), "Note_20_last"]
    texts = [block["label"], *[""] * block["lines"]]
    return [Paragraph(text, style=name) for text, name in zip(texts, names, strict=True)]


def _table(document: Any, block: dict[str, Any]) -> list[Any]:
    widths = _widths(block)
    table = Table(f"Tabelle {block['number']}", style=_own(document, "table", block, sum(widths)))
    for number, width in enumerate(widths):
        name = {**block, "number": f"{block['number']}.{number}"}
        table.append(Column(style=_own(document, "table-column", name, width)))
    header = HeaderRows()
    heads = [_head_style(block, x) for x in range(len(widths))]
    header.append(_row(block["header"], heads, "Head"))
    table.append(header)
    for number, cells in enumerate(block["rows"], start=1):
        is_sum = block["sums"] and number == len(block["rows"])
        styles = [_cell_style(block, x, is_sum) for x in range(len(cells))]
        table.append(_row(cells, styles, "Cell"))
    above = [Paragraph(block["caption"], style="Small")] if block["caption"] else []
    return [*above, table, Paragraph("")]


def _widths(block: dict[str, Any]) -> list[float]:
    """How wide the columns are: by their shares, or as their longest words need, in centimetres."""
    if block["widths"]:
        shares = [share or 1 for share in block["widths"]]
        return [ROOM * share / sum(shares) for share in shares]
    columns = zip(block["header"], *block["rows"], strict=True)
    wanted = [LETTER * max(map(len, cells)) + RIM for cells in columns]
    return [width * min(1, ROOM / sum(wanted)) for width in wanted]


def _own(document: Any, family: str, block: dict[str, Any], width: float) -> str:
    """The name of a style for this table or column alone: it says how wide it is."""
    style = Style(family, name=f"{family}-{block['number']}")
    wanted = {f"style:{'width' if family == 'table' else 'column-width'}": f"{width:.2f}cm"}
    if family == "table":
        wanted |= {"table:align": "left", "table:border-model": "collapsing"}
    style.set_properties(wanted, area=family)
    document.insert_style(style, automatic=True)
    return str(style.name)


def _head_style(block: dict[str, Any], x: int) -> str:
    return "Table_20_Heading_20_Number" if x in block["numbers"] else "Table_20_Heading"


def _cell_style(block: dict[str, Any], x: int, is_sum: bool) -> str:
    if x in block["numbers"]:
        return "Table_20_Sum" if is_sum else "Table_20_Number"
    is_head = is_sum or (block["row_headers"] and x == 0)
    return "Table_20_Heading" if is_head else "Table_20_Text"


def _row(cells: list[str], styles: list[str], look: str) -> Row:
    row = Row()
    for text, style in zip(cells, styles, strict=True):
        cell = Cell(cell_type="string", style=look)
        cell.append(Paragraph(text, style=style))
        row.append(cell)
    return row


def _paragraph_style(document: Document, block: dict[str, Any]) -> str:
    """The name of the style for this language, direction and size, made when first needed."""
    parent = "Small" if block["small"] else "Text_20_body"
    name = f"{parent}-{block['language']}-{block['direction']}{'-kept' * block['kept']}"
    if document.get_style("paragraph", name) is None:
        style = Style("paragraph", name=name, parent_style=parent)
        mode, side = ("rl-tb", "right") if block["direction"] == "rtl" else ("lr-tb", "left")
        wanted = {"style:writing-mode": mode, "fo:text-align": side}
        wanted |= {"fo:keep-with-next": "always"} if block["kept"] else {}
        style.set_properties(wanted, area="paragraph")
        style.set_properties(_spoken(block["language"]), area="text")
        document.insert_style(style)
    return name


def _spoken(language: str) -> dict[str, str]:
    """The language of a text, also where OpenDocument has properties for scripts like Arabic."""
    country = COUNTRIES.get(language, "none")
    return {
        "fo:language": language,
        "fo:country": country,
        "style:language-complex": language,
        "style:country-complex": country,
    }


def _dress(document: Document, looks: list[dict[str, Any]]) -> None:
    """Give the styles their looks, headings without numbers, and every page its foot."""
    for look in looks:
        style = Style(look["family"], name=look["name"], parent_style=look["parent"])
        for name, value in look["attributes"].items():
            style.set_attribute(name, value)
        for area, wanted in look["areas"].items():
            style.set_properties(wanted, area=area)
        # The program takes the looks of a cell from styles of the document alone.
        document.insert_style(style, automatic=look["family"] == "table-cell")
    for level in document.styles.get_elements("//text:outline-level-style"):
        level.set_attribute("style:num-format", "")
        for name in ("style:num-suffix", "loext:num-list-format", "text:display-levels"):
            level.set_attribute(name, None)


def _foot(document: Any, title: str) -> None:
    """The title and the number of the page below every page."""
    foot = Paragraph(f"{title} · ", style="Footer")
    foot.append(odfdo.Element.from_tag('<text:page-number text:select-page="current"/>'))
    foot.append(" / ")
    foot.append(odfdo.Element.from_tag("<text:page-count/>"))
    document.get_style("master-page", "Standard").set_page_footer(foot)
    below = document.get_style("page-layout", "Mpm1").get_element("style:footer-style")
    rim = '<style:header-footer-properties fo:min-height="0.8cm" fo:margin-top="0.3cm"/>'
    below.append(odfdo.Element.from_tag(rim))


def _with_country(language: str) -> str:
    return f"{language}-{COUNTRIES.get(language, 'none')}"


MAKERS = {
    "Heading": _heading,
    "Paragraph": _paragraph,
    "Prose": _prose,
    "ListBlock": _list_block,
    "Table": _table,
    "Facts": _facts,
    "Picture": _picture,
    "Contents": _contents,
    "NoteLines": _note_lines,
}

if __name__ == "__main__":
    sys.stdout.buffer.write(made(json.loads(sys.stdin.buffer.read())))
