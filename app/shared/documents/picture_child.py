"""Runs apart: reads SVG drawings as JSON from standard input, writes them as PNG in base64.

For text programs, which do not all show SVG. The compiler sees the layout folder alone.
"""

import base64
import json
import os
import sys
from pathlib import Path

import typst

LAYOUT = Path(__file__).with_name("layout")
DOTS_PER_INCH = 200.0


def drawn(svg: str) -> bytes:
    """Return the drawing as PNG, as wide as the text of a page."""
    png = typst.compile(
        str(LAYOUT / "picture.typ"),
        root=str(LAYOUT),
        ignore_system_fonts=True,
        sys_inputs={"svg": svg},
        format="png",
        ppi=DOTS_PER_INCH,
    )
    assert isinstance(png, bytes)
    return png


if __name__ == "__main__":
    os.environ["RAYON_NUM_THREADS"] = "1"
    pictures = [base64.b64encode(drawn(svg)).decode() for svg in json.load(sys.stdin)]
    sys.stdout.write(json.dumps(pictures))
