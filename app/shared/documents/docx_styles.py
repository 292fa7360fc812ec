"""How the styles of a DOCX look: sizes in points, lengths in centimetres, colours as RGB.

The names that the text program knows are its own styles, so that its contents list, its outline
and the styles of an office work on them; the others are made.
"""

from typing import Any

CITY, QUIET = "0B5F6E", "555555"
FONT = "Calibri"

STYLES: dict[str, dict[str, Any]] = {
    "Normal": {"size": 11, "after": 6},
    "Title": {"size": 22, "colour": CITY, "bold": True, "after": 6},
    "Subtitle": {"size": 12, "colour": QUIET, "italic": False, "after": 18},
    "Heading 1": {"size": 16, "colour": CITY, "before": 18, "after": 6},
    "Heading 2": {"size": 13, "colour": CITY, "before": 14, "after": 4},
    "Heading 3": {"size": 11, "colour": CITY, "before": 10, "after": 4},
    "TOC Heading": {"size": 14, "colour": CITY, "before": 18, "after": 6},
    "Caption": {"size": 9.5, "colour": QUIET, "bold": False, "before": 8, "after": 4},
    "Header": {"size": 9, "colour": QUIET, "after": 0},
    "Footer": {"size": 9, "colour": QUIET, "after": 0},
    "Small": {"size": 9, "colour": QUIET, "after": 4},
    "Facts": {"size": 11, "after": 4, "hanging": 5.2},
    "Entry": {"size": 11, "after": 3},
    "Note": {"size": 11, "after": 12},
    "Table Text": {"size": 10, "before": 2, "after": 2},
    "Table Small": {"size": 8.5, "before": 1, "after": 1},
}
