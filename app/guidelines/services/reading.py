"""Reading a code book from YAML, CSV or REFI-QDA: strictly, each problem with its line."""

import csv
import io
from dataclasses import dataclass, field
from typing import Any

import yaml

from app.guidelines.models import CODE_KINDS, CODE_TEXTS, Texts
from app.guidelines.services.qdc import read_qdc
from app.shared.errors import InvalidData

# CSV and REFI-QDA have no place for a title.
UNTITLED = {"de": "Katalog", "en": "Catalogue"}
SINGLE_COLUMNS = ("kind", "key", "parent", "office")
KNOWN_CODE_FIELDS = {*SINGLE_COLUMNS, *CODE_TEXTS}
KNOWN_BOOK_FIELDS = {"title", "note", "is_example", "codes"}
LONGEST_KEY = 80
LONGEST_OFFICE = 120


@dataclass
class CodeDraft:
    """One code as read from a file."""

    key: str
    kind: str
    line: int
    parent: str | None = None
    office: str | None = None
    texts: dict[str, Texts] = field(default_factory=dict)


@dataclass
class CodeBookDraft:
    """A code book as read from a file; texts by language code."""

    title: Texts
    note: Texts
    is_example: bool
    codes: list[CodeDraft]


def read_code_book(content: str, format: str) -> CodeBookDraft:
    """Return the code book; raise `InvalidData` with the line and reason of every problem."""
    problems: list[str] = []
    book = _READERS[format](content, problems)
    if not problems:
        problems += _check(book)
    if problems:
        raise InvalidData(problems)
    return book


def _from_yaml(content: str, problems: list[str]) -> CodeBookDraft:
    empty = CodeBookDraft({}, {}, False, [])
    try:
        node = yaml.compose(content, yaml.SafeLoader)
        data = yaml.safe_load(content)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        problems.append(f"line {line}: {getattr(error, 'problem', None) or 'not YAML'}")
        return empty
    if not isinstance(data, dict) or not isinstance(data.get("codes"), list):
        problems.append("line 1: needs `title` and a list `codes`")
        return empty
    problems += [f"line 1: unknown entry {name!r}" for name in data.keys() - KNOWN_BOOK_FIELDS]
    lines = _lines_of_codes(node)
    codes = [_code(entry, line, problems) for entry, line in zip(data["codes"], lines, strict=True)]
    return CodeBookDraft(
        title=_texts(data.get("title"), 1, "title", problems),
        note=_texts(data.get("note"), 1, "note", problems),
        is_example=bool(data.get("is_example", False)),
        codes=[code for code in codes if code],
    )


def _from_csv(content: str, problems: list[str]) -> CodeBookDraft:
    """Columns: kind, key, parent, and texts as `title_de`, `definition_en` and so on."""
    delimiter = ";" if ";" in content.partition("\n")[0] else ","
    reader = csv.DictReader(io.StringIO(content.removeprefix("\ufeff")), delimiter=delimiter)
    missing = [n for n in ("kind", "key", "title_de") if n not in (reader.fieldnames or ())]
    if missing:
        problems.append(f"line 1: columns missing: {', '.join(missing)}")
    codes = []
    for values in [] if missing else reader:
        entry: dict[str, Any] = {name: values.get(name) for name in SINGLE_COLUMNS}
        for name in CODE_TEXTS:
            columns = [column for column in values if column and column.startswith(f"{name}_")]
            texts = {column.removeprefix(f"{name}_"): values[column] for column in columns}
            entry[name] = {language: text for language, text in texts.items() if text}
        codes.append(_code(entry, reader.line_num, problems))
    return CodeBookDraft(UNTITLED, {}, False, [code for code in codes if code])


def _code(entry: Any, line: int, problems: list[str]) -> CodeDraft | None:
    if not isinstance(entry, dict):
        problems.append(f"line {line}: a code must be a set of entries")
        return None
    problems += [f"line {line}: unknown entry {n!r}" for n in entry.keys() - KNOWN_CODE_FIELDS]
    code = CodeDraft(
        key=str(entry.get("key") or "").strip(),
        kind=str(entry.get("kind") or "").strip(),
        line=line,
        parent=str(entry["parent"]).strip() if entry.get("parent") else None,
        office=str(entry["office"]).strip() if entry.get("office") else None,
    )
    for name in CODE_TEXTS:
        code.texts[name] = _texts(entry.get(name), line, name, problems)
    return code


def _texts(value: Any, line: int, name: str, problems: list[str]) -> Texts:
    if value is None:
        return {}
    if isinstance(value, dict) and all(isinstance(text, str) for text in value.values()):
        return {str(language): text.strip() for language, text in value.items()}
    problems.append(f"line {line}: {name} needs texts by language, for example {{de: ...}}")
    return {}


def _check(book: CodeBookDraft) -> list[str]:
    problems = [] if book.codes else ["line 1: there is no code in it"]
    seen: dict[str, CodeDraft] = {}
    for code in book.codes:
        where = f"line {code.line}"
        if not code.key or len(code.key) > LONGEST_KEY or code.key != code.key.lower():
            problems.append(f"{where}: key {code.key!r} must be lower case, 1 to 80 characters")
        if code.kind not in CODE_KINDS:
            problems.append(f"{where}: kind {code.kind!r} is none of {', '.join(CODE_KINDS)}")
        if len(code.office or "") > LONGEST_OFFICE:
            problems.append(f"{where}: {code.key}: the office's name is too long")
        if not code.texts["title"].get("de"):
            problems.append(f"{where}: {code.key}: the German title is missing")
        if code.key in seen:
            problems.append(f"{where}: {code.key!r} stands in line {seen[code.key].line} already")
        if code.parent and code.parent not in seen:
            problems.append(f"{where}: parent {code.parent!r} must stand before {code.key!r}")
        elif code.parent and seen[code.parent].kind != code.kind:
            problems.append(f"{where}: parent {code.parent!r} is of another kind")
        seen.setdefault(code.key, code)
    return problems


def _from_qdc(content: str, problems: list[str]) -> CodeBookDraft:
    codes = [_code(entry, line, problems) for line, entry in read_qdc(content, problems)]
    return CodeBookDraft(UNTITLED, {}, False, [code for code in codes if code])


_READERS = {"yaml": _from_yaml, "csv": _from_csv, "qdc": _from_qdc}


def _lines_of_codes(node: Any) -> list[int]:
    for key, value in node.value:
        if key.value == "codes":
            return [entry.start_mark.line + 1 for entry in value.value]
    return []
