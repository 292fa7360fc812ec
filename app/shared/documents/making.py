"""Documents are made in processes of their own, with limits, and get their content as data."""

import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any

from app.shared.apart import run_apart
from app.shared.clock import now
from app.shared.documents.content import Document
from app.shared.documents.docx_styles import FONT, STYLES
from app.shared.documents.odt_styles import styles as odt_styles

HERE = Path(__file__).parent
PDF_CHILD = HERE / "pdf_child.py"
ODT_CHILD = HERE / "odt_child.py"
DOCX_CHILD = HERE / "docx_child.py"
PICTURE_CHILD = HERE / "picture_child.py"
SECONDS, MEBIBYTES = 60, 1024
# What XML cannot hold, though Unicode knows it.
NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# The earliest time that a ZIP archive can name: the same for every file in it, always.
NO_TIME = (1980, 1, 1, 0, 0, 0)


def as_pdf(document: Document) -> bytes:
    """Return the document as tagged PDF (PDF/UA-1); raise `DidNotFinish` if it is too much."""
    return _made(PDF_CHILD, document.as_data())


def as_odt(document: Document) -> bytes:
    """Return the document as OpenDocument text; raise `DidNotFinish` if it is too much."""
    data = {**_for_text_programs(document), "styles": odt_styles()}
    return _without_times(_made(ODT_CHILD, data))


def as_docx(document: Document) -> bytes:
    """Return the document as DOCX; raise `DidNotFinish` if it is too much."""
    looks = {name: {"font": FONT, **look} for name, look in STYLES.items()}
    data = {**_for_text_programs(document), "styles": looks}
    return _without_times(_made(DOCX_CHILD, data))


def _made(child: Path, content: Any) -> bytes:
    data = json.dumps(content).encode()
    return run_apart(child, data, seconds=SECONDS, mebibytes=MEBIBYTES)


def _for_text_programs(document: Document) -> dict[str, Any]:
    """The data as XML can hold it, every picture as PNG too: not each of them shows SVG."""
    moment = document.dated.isoformat() if document.dated else f"{now():%Y-%m-%dT%H:%M:%S}"
    data: dict[str, Any] = {**_for_xml(document.as_data()), "moment": moment}
    pictures = [block for block in data["blocks"] if block["block"] == "Picture"]
    if pictures:
        drawn = json.loads(_made(PICTURE_CHILD, [one["svg"] for one in pictures]))
        for block, png in zip(pictures, drawn, strict=True):
            block["png"] = png
    return data


def _for_xml(data: Any) -> Any:
    if isinstance(data, dict):
        return {name: _for_xml(value) for name, value in data.items()}
    if isinstance(data, list | tuple):
        return [_for_xml(value) for value in data]
    return NO_XML.sub("", data) if isinstance(data, str) else data


def _without_times(archive: bytes) -> bytes:
    """The same archive without the moment of its making: the same content is the same bytes."""
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(kept, "w") as new:
        for member in old.infolist():
            about = zipfile.ZipInfo(member.filename, NO_TIME)
            about.compress_type = member.compress_type
            new.writestr(about, old.read(member))
    return kept.getvalue()
