"""Documents are made in a process of their own, with limits, and get their content as data."""

import json
from pathlib import Path

from app.shared.apart import run_apart
from app.shared.documents.content import Document

PDF_CHILD = Path(__file__).with_name("pdf_child.py")
ODT_CHILD = Path(__file__).with_name("odt_child.py")
SECONDS, MEBIBYTES = 60, 1024


def as_pdf(document: Document) -> bytes:
    """Return the document as tagged PDF (PDF/UA-1); raise `DidNotFinish` if it is too much."""
    return _made(PDF_CHILD, document)


def as_odt(document: Document) -> bytes:
    """Return the document as OpenDocument text; raise `DidNotFinish` if it is too much."""
    return _made(ODT_CHILD, document)


def _made(child: Path, document: Document) -> bytes:
    data = json.dumps(document.as_data()).encode()
    return run_apart(child, data, seconds=SECONDS, mebibytes=MEBIBYTES)
