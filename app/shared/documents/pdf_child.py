"""Runs apart: reads a document as JSON from standard input and writes it as PDF/UA-1.

The content reaches Typst as data, never as markup, and the compiler sees a folder that holds
nothing but the layout (trust.md S17).
"""

import io
import json
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
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
            return _with_row_headers(_compiled(json.dumps(data)), data["blocks"])
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


def _with_row_headers(pdf: bytes, blocks: list[dict[str, Any]]) -> bytes:
    """The same PDF, where the first cell of a row heads it in the tables that want it.

    The compiler marks the headings of columns alone, and binds each cell to them by name; here the
    scopes of rows and columns say it instead.
    """
    tables = [block for block in blocks if block["block"] == "Table"]
    if not any(table["row_headers"] for table in tables):
        return pdf
    kept = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as file:
        marked = [one for one in _tags(file.Root.StructTreeRoot.K) if one.S == "/Table"]
        for table, element in zip(tables, marked, strict=True):
            if table["row_headers"]:
                _mark_rows(element)
        file.save(kept, deterministic_id=True)
    return kept.getvalue()


def _mark_rows(table: pikepdf.Object) -> None:
    for row in (one for one in _tags(table.K) if one.S == "/TR"):
        cells = [one for one in _tags(row.K) if one.S == "/TD"]
        for place, cell in enumerate(cells):
            for about in cell.A:
                if about.O == "/Table" and "/Headers" in about:
                    del about["/Headers"]
                if about.O == "/Table" and place == 0:
                    about.Scope = pikepdf.Name.Row
            if place == 0:
                cell.S = pikepdf.Name.TH


def _tags(below: pikepdf.Object) -> Iterator[Any]:
    """All elements of the structure below, in reading order."""
    for one in below if isinstance(below, pikepdf.Array) else [below]:
        if isinstance(one, pikepdf.Dictionary) and "/S" in one:
            yield one
            if "/K" in one:
                yield from _tags(one.K)


if __name__ == "__main__":
    os.environ["RAYON_NUM_THREADS"] = "1"
    sys.stdout.buffer.write(made(json.loads(sys.stdin.buffer.read())))
