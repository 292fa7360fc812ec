"""Runs apart: reads a PDF from standard input and writes what is wrong with it as JSON."""

import io
import json
import sys
from typing import Any

import pikepdf

MOST_PAGES, MOST_OBJECTS, DEEPEST = 200, 200_000, 60
# What a reader's program would run, open or unpack.
ACTIVE_KEYS = frozenset(
    ["/JS", "/JavaScript", "/EmbeddedFiles", "/EF", "/RichMediaContent", "/XFA", "/AF"]
)
ACTIVE_ACTIONS = frozenset(
    ["/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/GoToE", "/Rendition", "/Movie"]
)


def problem_of(data: bytes) -> str | None:
    """Return why the file cannot be taken, in one word, or None."""
    if not data.startswith(b"%PDF-"):
        return "not_pdf"
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            return _problem_in(pdf)
    except pikepdf.PasswordError:
        return "encrypted"
    except (pikepdf.PdfError, RecursionError, ValueError, TypeError):
        return "broken"


def _problem_in(pdf: pikepdf.Pdf) -> str | None:
    if pdf.is_encrypted:
        return "encrypted"
    if not 0 < len(pdf.pages) <= MOST_PAGES:
        return "too_many_pages"
    for number, thing in enumerate(pdf.objects):
        if number >= MOST_OBJECTS:
            return "broken"
        if _is_active(thing, 0):
            return "active"
    return None


def _is_active(thing: Any, depth: int) -> bool:
    """Whether an object, or one that stands directly in it, would do something when opened."""
    if depth > DEEPEST:
        raise ValueError("nested too deeply")
    if isinstance(thing, pikepdf.Array):
        return any(_is_active(part, depth + 1) for part in _own_parts(thing))
    if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        keys = set(thing.keys())
        if keys & ACTIVE_KEYS or str(thing.get("/S", "")) in ACTIVE_ACTIONS:
            return True
        return any(_is_active(part, depth + 1) for part in _own_parts(thing.values()))
    return False


def _own_parts(parts: Any) -> list[Any]:
    """What stands in the object itself; what it refers to comes in the list of all objects."""
    return [part for part in parts if isinstance(part, pikepdf.Object) and not part.is_indirect]


if __name__ == "__main__":
    json.dump({"problem": problem_of(sys.stdin.buffer.read())}, sys.stdout)
