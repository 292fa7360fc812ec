"""Writing a code book so that `read_code_book` reads the same again."""

import csv
import io
from typing import Any

import yaml

from app.guidelines.models import CODE_TEXTS, Code, CodeBook
from app.guidelines.services.qdc import write_qdc


def write_code_book(book: CodeBook, format: str) -> bytes:
    """Return the code book as "yaml", "csv" (UTF-8 with BOM, for Excel) or "qdc"."""
    return {"yaml": _to_yaml, "csv": _to_csv, "qdc": write_qdc}[format](book)


def _to_yaml(book: CodeBook) -> bytes:
    keys = {code.id: code.key for code in book.codes}
    content: dict[str, Any] = {"title": book.title, "note": book.note}
    content["is_example"] = book.is_example
    content["codes"] = [_entry(code, keys) for code in book.codes]
    return yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=100).encode()


def _entry(code: Code, keys: dict[int, str]) -> dict[str, Any]:
    parent = keys.get(code.parent_id) if code.parent_id else None
    entry = {"key": code.key, "kind": code.kind, "parent": parent, "office": code.office}
    entry["replaces"] = code.replaces
    entry |= {name: getattr(code, name) for name in CODE_TEXTS}
    return {name: value for name, value in entry.items() if value}


def _to_csv(book: CodeBook) -> bytes:
    keys = {code.id: code.key for code in book.codes}
    languages = {
        (name, lang) for code in book.codes for name in CODE_TEXTS for lang in getattr(code, name)
    }
    columns = sorted(
        languages, key=lambda pair: (CODE_TEXTS.index(pair[0]), pair[1] != "de", pair[1])
    )
    output = io.StringIO(newline="")
    writer = csv.writer(output, delimiter=";")
    writer.writerow(
        ["kind", "key", "parent", "office", "replaces", *("_".join(pair) for pair in columns)]
    )
    for code in book.codes:
        texts = [getattr(code, name).get(language, "") for name, language in columns]
        parent = keys.get(code.parent_id, "") if code.parent_id else ""
        replaced = " | ".join(code.replaces)
        writer.writerow([code.kind, code.key, parent, code.office or "", replaced, *texts])
    return b"\xef\xbb\xbf" + output.getvalue().encode()
