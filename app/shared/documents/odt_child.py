"""Runs apart: reads a document as JSON from standard input and writes it as OpenDocument text.

Headings, the title and the heading row of tables are marked as what they are, and every paragraph
says its language (trust.md A14), so that a screen reader and a text program know them.
"""

import datetime as dt
import io
import json
import re
import sys
from typing import Any

from odfdo import Cell, Column, Document, Header, HeaderRows, Paragraph, Row, Style, Table

COUNTRIES = {"de": "DE", "en": "GB"}
# What XML cannot hold, though Unicode knows it.
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def made(data: dict[str, Any]) -> bytes:
    """Return the file."""
    document = Document("text")
    document.language = _with_country(data["language"])
    document.meta.title, document.meta.creator = data["title"], data["author"]
    document.meta.initial_creator = data["author"]
    document.meta.creation_date = dt.datetime.now(dt.UTC).replace(tzinfo=None)
    _add_styles(document)
    body = document.body
    body.clear()
    body.append(Paragraph(_clean(data["title"]), style="Title"))
    body.append(Paragraph(_clean(data["subtitle"]), style="Subtitle"))
    for number, block in enumerate(data["blocks"]):
        for element in _elements(document, block, number):
            body.append(element)
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def _elements(document: Document, block: dict[str, Any], number: int) -> list[Any]:
    kind = block["block"]
    if kind == "Heading":
        heading = Header(block["level"], _clean(block["text"]))
        heading.set_attribute("text:style-name", f"Heading_20_{block['level']}")
        return [heading]
    if kind == "Paragraph":
        style = _paragraph_style(document, block)
        return [Paragraph(_clean(block["text"]), style=style)]
    if kind == "Table":
        return [_table(block, f"Tabelle {number}"), Paragraph("")]
    label = Paragraph(_clean(block["label"]), style="Small")
    return [label, *(Paragraph("", style="Note") for _ in range(block["lines"]))]


def _table(block: dict[str, Any], name: str) -> Table:
    table = Table(name)
    table.append(Column(repeated=len(block["header"])))
    header = HeaderRows()
    header.append(_row(block["header"], "Table_20_Heading"))
    table.append(header)
    for cells in block["rows"]:
        table.append(_row(cells, None))
    return table


def _row(cells: list[str], style: str | None) -> Row:
    row = Row()
    for text in cells:
        cell = Cell(cell_type="string")
        cell.append(Paragraph(_clean(text), style=style))
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
    sizes = {"Title": "20pt", "Subtitle": "11pt", "Small": "9pt"}
    for name, size in sizes.items():
        style = Style("paragraph", name=name, parent_style="Standard")
        weight = {"fo:font-weight": "bold"} if name == "Title" else {"fo:color": "#555555"}
        style.set_properties({"fo:margin-bottom": "0.2cm"}, area="paragraph")
        style.set_properties({"fo:font-size": size, **weight}, area="text")
        document.insert_style(style)
    heading = Style("paragraph", name="Table_20_Heading", parent_style="Standard")
    heading.set_properties({"fo:font-weight": "bold"}, area="text")
    note = Style("paragraph", name="Note", parent_style="Standard")
    line = {"fo:border-bottom": "0.5pt solid #999999", "fo:margin-top": "0.6cm"}
    note.set_properties(line, area="paragraph")
    document.insert_style(heading)
    document.insert_style(note)


def _with_country(language: str) -> str:
    return f"{language}-{COUNTRIES.get(language, 'none')}"


def _clean(text: str) -> str:
    return _NO_XML.sub("", text)


if __name__ == "__main__":
    sys.stdout.buffer.write(made(json.loads(sys.stdin.buffer.read())))
