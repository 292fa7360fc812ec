"""Runs apart: reads a document as JSON from standard input and writes it as PDF/UA-1.

The content reaches Typst as data, never as markup, and the compiler sees a folder that holds
nothing but the layout (trust.md S17).
"""

import json
import os
import re
import sys
from pathlib import Path
from typing import Any

import typst

LAYOUT = Path(__file__).with_name("layout")
MISSING = "□"
# Letters that the built-in fonts have; what else fails to show is replaced at once.
_SHOWN = re.compile("[\t\n -ͯͰ-ӿ֐-ۿḀ-῿ -⁯₠-⃏─-▟■-◿]")
_NOT_SHOWN = re.compile(r"the text `\"(.+?)\"` could not be displayed", re.DOTALL)
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
MOST_TRIES = 60


def made(data: Any) -> bytes:
    """Return the PDF; a letter that no font has becomes a box, because a gap would hide it."""
    for attempt in range(MOST_TRIES):
        try:
            return _compiled(json.dumps(data))
        except typst.TypstError as error:
            failed = _NOT_SHOWN.search(error.message)
            if failed is None:
                raise
            letters = set(_ESCAPED.sub(lambda code: chr(int(code[1], 16)), failed[1]))
            data = _with_boxes(data, letters if attempt else None)
    raise ValueError("too many letters that no font has")


def _with_boxes(data: Any, letters: set[str] | None) -> Any:
    """The same data with boxes for these letters, or for all that are seldom there."""
    if isinstance(data, dict):
        return {name: _with_boxes(value, letters) for name, value in data.items()}
    if isinstance(data, list):
        return [_with_boxes(value, letters) for value in data]
    if not isinstance(data, str):
        return data
    if letters is None:
        return "".join(c if _SHOWN.match(c) else MISSING for c in data)
    return "".join(MISSING if c in letters else c for c in data)


def _compiled(data: str) -> bytes:
    pdf = typst.compile(
        str(LAYOUT / "document.typ"),
        root=str(LAYOUT),
        ignore_system_fonts=True,
        sys_inputs={"data": data},
        pdf_standards=["ua-1"],
    )
    assert isinstance(pdf, bytes)
    return pdf


if __name__ == "__main__":
    os.environ["RAYON_NUM_THREADS"] = "1"
    sys.stdout.buffer.write(made(json.loads(sys.stdin.buffer.read())))
