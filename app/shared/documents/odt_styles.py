"""How the styles of an OpenDocument text look: paragraphs, letters and cells of tables.

The headings are those that the text program knows, so that its outline and its contents list work;
without the numbers that its template gives them.
"""

from typing import Any

CITY, QUIET, SHADE = "#0b5f6e", "#555555", "#e7eff0"
FONT = "Liberation Sans"
THIN, STRONG = "0.5pt solid #b3b3b3", "1pt solid #0b5f6e"
BOLD = {"fo:font-weight": "bold"}
RIGHT = {"fo:text-align": "end"}
NEAR, KEPT = {"fo:margin-bottom": "0.2cm"}, {"fo:keep-with-next": "always"}
PLAIN = {"style:font-name": FONT, "fo:font-family": FONT, "fo:font-style": "normal"}
# Lines to write on would become one if they were allowed to join.
NOTE = {
    "fo:border-bottom": "0.5pt solid #999999",
    "style:join-border": "false",
    "fo:margin-top": "0.6cm",
}

PARAGRAPHS: dict[str, tuple[dict[str, str], dict[str, str]]] = {
    "Title": (NEAR, {"fo:font-size": "20pt", "fo:color": CITY, **BOLD}),
    "Subtitle": (NEAR, {"fo:font-size": "11pt", "fo:color": QUIET}),
    "Small": ({**NEAR, **KEPT}, {"fo:font-size": "9pt", "fo:color": QUIET}),
    "Footer": ({}, {"fo:font-size": "9pt", "fo:color": QUIET}),
    "Table_20_Text": ({}, {"fo:font-size": "10pt"}),
    "Table_20_Heading": ({}, {"fo:font-size": "10pt", **BOLD}),
    "Table_20_Heading_20_Number": (RIGHT, {"fo:font-size": "10pt", **BOLD}),
    "Table_20_Number": (RIGHT, {"fo:font-size": "10pt"}),
    "Table_20_Sum": (RIGHT, {"fo:font-size": "10pt", **BOLD}),
    "Note": ({**NOTE, **KEPT}, {}),
    "Note_20_last": (NOTE, {}),
}
HEADINGS = {1: "16pt", 2: "13pt", 3: "11pt", 4: "11pt"}
CELLS: dict[str, dict[str, str]] = {
    "Cell": {"fo:padding": "0.1cm", "fo:border-bottom": THIN},
    "Head": {
        "fo:padding": "0.1cm",
        "fo:background-color": SHADE,
        "fo:border-top": STRONG,
        "fo:border-bottom": THIN,
    },
}


def styles() -> list[dict[str, Any]]:
    """Return the styles as plain data: family, name, parent, attributes, and areas of properties.

    A style comes after its parent.
    """
    standard = {"text": {**PLAIN, "fo:font-size": "11pt"}}
    found = [_style("paragraph", "Standard", None, standard, {"style:class": "text"})]
    for name, (lines, letters) in PARAGRAPHS.items():
        found.append(_style("paragraph", name, "Standard", {"paragraph": lines, "text": letters}))
    found += [one for level, size in HEADINGS.items() for one in _headings(level, size)]
    found += [_style("table-cell", name, None, {"table-cell": CELLS[name]}) for name in CELLS]
    found.append(_style("text", "Strong", None, {"text": BOLD}))
    found.append(_style("text", "Emphasis", None, {"text": {"fo:font-style": "italic"}}))
    return found


def _headings(level: int, size: str) -> list[dict[str, Any]]:
    """A heading, and the same on a new page."""
    letters = {**PLAIN, **BOLD, "fo:font-size": size, "fo:color": CITY}
    name, outline = f"Heading_20_{level}", {"style:default-outline-level": str(level)}
    about = {**outline, "style:display-name": f"Heading {level}", "style:class": "chapter"}
    about["style:next-style-name"] = "Text_20_body"
    broken = {"paragraph": {"fo:break-before": "page"}}
    return [
        _style("paragraph", name, "Heading", {"text": letters}, about),
        _style("paragraph", f"{name}-break", name, broken, outline),
    ]


def _style(
    family: str,
    name: str,
    parent: str | None,
    areas: dict[str, dict[str, str]],
    attributes: dict[str, str] | None = None,
) -> dict[str, Any]:
    return {
        "family": family,
        "name": name,
        "parent": parent,
        "areas": {area: wanted for area, wanted in areas.items() if wanted},
        "attributes": attributes or {},
    }
