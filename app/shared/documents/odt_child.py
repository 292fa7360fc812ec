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
CITY, QUIET = "#0b5f6e", "#555555"
ROOM = 17.0


def made(data: dict[str, Any]) -> bytes:
    """Return the file."""
    document = Document("text")
    document.language = _with_country(data["language"])
    document.meta.title, document.meta.creator = data["title"], data["author"]
    document.meta.initial_creator = data["author"]
    document.meta.creation_date = dt.datetime.fromisoformat(data["moment"])
    _add_styles(document)
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
        for element in maker(document, {**block, "number": number, "breaks": breaks}):
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
    label = Paragraph(block["label"], style="Small")
    return [label, *(Paragraph("", style="Note") for _ in range(block["lines"]))]


def _table(_document: Any, block: dict[str, Any]) -> list[Any]:
    table = Table(f"Tabelle {block['number']}")
    table.append(Column(repeated=len(block["header"])))
    header = HeaderRows()
    header.append(_row(block["header"], ["Table_20_Heading"] * len(block["header"])))
    table.append(header)
    for number, cells in enumerate(block["rows"], start=1):
        is_sum = block["sums"] and number == len(block["rows"])
        table.append(_row(cells, [_cell_style(block, x, is_sum) for x in range(len(cells))]))
    above = [Paragraph(block["caption"], style="Small")] if block["caption"] else []
    return [*above, table, Paragraph("")]


def _cell_style(block: dict[str, Any], x: int, is_sum: bool) -> str | None:
    if x in block["numbers"]:
        return "Table_20_Sum" if is_sum else "Table_20_Number"
    return "Table_20_Heading" if is_sum or (block["row_headers"] and x == 0) else None


def _row(cells: list[str], styles: list[str | None]) -> Row:
    row = Row()
    for text, style in zip(cells, styles, strict=True):
        cell = Cell(cell_type="string")
        cell.append(Paragraph(text, style=style))
        row.append(cell)
    return row


def _paragraph_style(document: Document, block: dict[str, Any]) -> str:
    """The name of the style for this language, direction and size, made when first needed."""
    parent = "Small" if block["small"] else "Text_20_body"
    name = f"{parent}-{block['language']}-{block['direction']}"
    if document.get_style("paragraph", name) is None:
        style = Style("paragraph", name=name, parent_style=parent)
        mode = "rl-tb" if block["direction"] == "rtl" else "lr-tb"
        wanted = {"style:writing-mode": mode, "fo:text-align": "start"}
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


def _add_styles(document: Document) -> None:
    bold, right = {"fo:font-weight": "bold"}, {"fo:text-align": "end"}
    near = {"fo:margin-bottom": "0.2cm"}
    line = {"fo:border-bottom": "0.5pt solid #999999", "fo:margin-top": "0.6cm"}
    looks: list[tuple[str, dict[str, str], dict[str, str]]] = [
        ("Title", near, {"fo:font-size": "20pt", "fo:color": CITY, **bold}),
        ("Subtitle", near, {"fo:font-size": "11pt", "fo:color": QUIET}),
        ("Small", near, {"fo:font-size": "9pt", "fo:color": QUIET}),
        ("Table_20_Heading", {}, bold),
        ("Table_20_Number", right, {}),
        ("Table_20_Sum", right, bold),
        ("Note", line, {}),
    ]
    for name, lines, letters in looks:
        _add_style(document, "paragraph", name, "Standard", lines, letters)
    for level in range(1, 5):
        break_before = {"fo:break-before": "page"}
        parent = f"Heading_20_{level}"
        _add_style(document, "paragraph", f"{parent}-break", parent, break_before, {})
    _add_style(document, "text", "Strong", None, {}, bold)
    _add_style(document, "text", "Emphasis", None, {}, {"fo:font-style": "italic"})


def _add_style(
    document: Document,
    family: str,
    name: str,
    parent: str | None,
    lines: dict[str, str],
    letters: dict[str, str],
) -> None:
    style = Style(family, name=name, parent_style=parent)
    for area, wanted in (("paragraph", lines), ("text", letters)):
        if wanted:
            style.set_properties(wanted, area=area)
    document.insert_style(style)


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
