"""Code books in the exchange format of analysis programs (REFI-QDA code book 1.0, `.qdc`).

The four kinds are groups at the top. A code's description holds one part for each text, headed
`[definition_de]`, `[includes_de]` and so on: readable in any program, and nothing is lost on the
way back. A file from another program has plain descriptions, which become the definition.
"""

import re
import uuid
from collections.abc import Iterable, Sequence
from typing import Any
from xml.etree.ElementTree import Element, SubElement, indent, tostring
from xml.sax import ContentHandler, SAXParseException
from xml.sax.xmlreader import AttributesImpl, Locator

from defusedxml import DefusedXmlException
from defusedxml.sax import parseString

from app.guidelines.models import CODE_TEXTS, Code, CodeBook
from app.shared.errors import N_, Problem
from app.shared.spelling import slug_of

NAMESPACE = "urn:QDA-XML:codebook:1.0"
ORIGIN = "Ortsstimme"
OWN_IDS = uuid.uuid5(uuid.NAMESPACE_URL, "urn:ortsstimme:code")
GROUPS = {
    "guideline": "Leitlinien",
    "field": "Handlungsfelder",
    "target_group": "Zielgruppen",
    "specialist_plan": "Fachplanungen",
}
_PART = re.compile(
    rf"^\[((?:{'|'.join(CODE_TEXTS)})_[a-z]{{2,3}}|key|kind|office|replaces)\] ?", re.MULTILINE
)


def write_qdc(book: CodeBook) -> bytes:
    """Return the code book as a REFI-QDA file; the same book gives the same bytes."""
    root = Element("CodeBook", {"xmlns": NAMESPACE, "origin": ORIGIN})
    codes = SubElement(root, "Codes")
    for kind in dict.fromkeys(code.kind for code in book.codes):
        group = SubElement(codes, "Code", _attributes(kind, GROUPS[kind], codable=False))
        SubElement(group, "Description").text = f"[kind] {kind}"
        _add(group, [code for code in book.codes if code.kind == kind], None)
    indent(root)
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True))


def read_qdc(content: str, problems: list[str]) -> list[tuple[int, dict[str, Any]]]:
    """Return (line, entry) of each code as the other formats have them."""
    handler = _Reader()
    try:
        parseString(content.encode(), handler, forbid_dtd=True)
    except SAXParseException as error:
        line, reason = error.getLineNumber() or 1, error.getMessage()
        problems.append(Problem(line, N_("not XML: %(reason)s"), reason=reason))
    except DefusedXmlException as error:
        problems.append(Problem(1, N_("refused, %(reason)s"), reason=error))
    if not problems and not handler.is_code_book:
        problems.append(Problem(1, N_("not a REFI-QDA code book")))
    return [] if problems else handler.entries


def _add(parent: Element, codes: Sequence[Code], parent_id: int | None) -> None:
    for code in codes:
        if code.parent_id == parent_id:
            element = SubElement(parent, "Code", _attributes(code.key, code.title["de"], True))
            SubElement(element, "Description").text = "\n".join(_parts(code))
            _add(element, codes, code.id)


def _attributes(key: str, name: str, codable: bool) -> dict[str, str]:
    return {
        "guid": str(uuid.uuid5(OWN_IDS, key)),
        "name": name,
        "isCodable": "true" if codable else "false",
    }


def _parts(code: Code) -> Iterable[str]:
    for name in CODE_TEXTS:
        texts: dict[str, str] = getattr(code, name)
        for language, text in texts.items():
            if (name, language) != ("title", "de"):
                yield f"[{name}_{language}] {text}"
    if code.office:
        yield f"[office] {code.office}"
    if code.replaces:
        yield f"[replaces] {' | '.join(code.replaces)}"
    yield f"[key] {code.key}"


class _Reader(ContentHandler):
    """Collects codes in the order of the file; a group says the kind of all below it."""

    def __init__(self) -> None:
        super().__init__()
        self.entries: list[tuple[int, dict[str, Any]]] = []
        self.is_code_book = False
        self._open: list[dict[str, Any]] = []
        self._text: list[str] | None = None
        self._locator: Locator | None = None

    def setDocumentLocator(self, locator: Locator) -> None:
        self._locator = locator

    def startElement(self, name: str, attrs: AttributesImpl) -> None:
        tag = name.rpartition(":")[2]
        if tag == "CodeBook":
            self.is_code_book = True
        elif tag == "Code":
            self._begin(attrs)
        elif tag == "Description" and self._open:
            self._text = []

    def characters(self, content: str) -> None:
        if self._text is not None:
            self._text.append(content)

    def endElement(self, name: str) -> None:
        tag = name.rpartition(":")[2]
        if tag == "Description" and self._text is not None:
            _describe(self._open[-1], "".join(self._text).strip())
            self._text = None
        elif tag == "Code":
            self._finish(self._open.pop())

    def _begin(self, attrs: AttributesImpl) -> None:
        above = self._open[-1] if self._open else {}
        line = self._locator.getLineNumber() if self._locator else 1
        entry: dict[str, Any] = {
            "key": "",
            "kind": above.get("kind", "field"),
            "title": {"de": attrs.get("name", "")},
            "above": None if above.get("is_group") else above,
            "is_group": not self._open and attrs.get("isCodable") == "false",
        }
        self._open.append(entry)
        if not entry["is_group"]:
            self.entries.append((line or 1, entry))

    def _finish(self, entry: dict[str, Any]) -> None:
        if entry.pop("is_group"):
            return
        above = entry.pop("above")
        entry["key"] = _key_of(entry)
        entry["parent"] = _key_of(above) if above else None


def _describe(entry: dict[str, Any], description: str) -> None:
    marks = list(_PART.finditer(description))
    before = description[: marks[0].start()].strip() if marks else description
    if before:
        entry["definition"] = {"de": before}
    ends = [*(mark.start() for mark in marks[1:]), len(description)]
    for mark, end in zip(marks, ends, strict=False):
        text = description[mark.end() : end].strip()
        name, _, language = mark.group(1).partition("_")
        if name in CODE_TEXTS and language:
            entry.setdefault(name, {})[language] = text
        elif name in ("key", "kind", "office", "replaces"):
            entry[name] = text


def _key_of(entry: dict[str, Any]) -> str:
    return entry["key"] or f"{entry['kind']}:{slug_of(entry['title']['de'])}"
