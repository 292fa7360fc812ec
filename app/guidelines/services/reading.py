"""Reading a code book from YAML, CSV or REFI-QDA: strictly, each problem with its line."""

import csv
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import yaml

from app.guidelines.models import CODE_KINDS, CODE_TEXTS, Texts
from app.guidelines.services.qdc import read_qdc
from app.shared.errors import N_, InvalidData, Problem

# CSV and REFI-QDA have no place for a title.
UNTITLED = {"de": "Katalog", "en": "Catalogue"}
SINGLE_COLUMNS = ("kind", "key", "parent", "office", "replaces")
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
    replaces: tuple[str, ...] = ()
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
        reason = getattr(error, "problem", None) or "?"
        problems.append(Problem(line, N_("not YAML: %(reason)s"), reason=reason))
        return empty
    if not isinstance(data, dict) or not isinstance(data.get("codes"), list):
        problems.append(Problem(1, N_("needs `title` and a list `codes`")))
        return empty
    problems += _unknown(1, data.keys() - KNOWN_BOOK_FIELDS)
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
        problems.append(Problem(1, N_("columns missing: %(names)s"), names=", ".join(missing)))
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
        problems.append(Problem(line, N_("a code must be a set of entries")))
        return None
    problems += _unknown(line, entry.keys() - KNOWN_CODE_FIELDS)
    code = CodeDraft(
        key=str(entry.get("key") or "").strip(),
        kind=str(entry.get("kind") or "").strip(),
        line=line,
        parent=str(entry["parent"]).strip() if entry.get("parent") else None,
        office=str(entry["office"]).strip() if entry.get("office") else None,
        replaces=_keys(entry.get("replaces"), line, problems),
    )
    for name in CODE_TEXTS:
        code.texts[name] = _texts(entry.get(name), line, name, problems)
    return code


def _texts(value: Any, line: int, name: str, problems: list[str]) -> Texts:
    if value is None:
        return {}
    if isinstance(value, dict) and all(isinstance(text, str) for text in value.values()):
        return {str(language): text.strip() for language, text in value.items()}
    wanted = N_("%(name)s needs texts by language, for example {de: ...}")
    problems.append(Problem(line, wanted, name=name))
    return {}


def _keys(value: Any, line: int, problems: list[str]) -> tuple[str, ...]:
    """A list of keys, or one text with `|` or `,` between them."""
    listed = re.split(r"[|,]", value) if isinstance(value, str) else value or []
    if not isinstance(listed, list) or not all(isinstance(key, str) for key in listed):
        problems.append(Problem(line, N_("replaces needs a list of keys")))
        return ()
    return tuple(dict.fromkeys(key.strip() for key in listed if key.strip()))


def _unknown(line: int, names: Iterable[Any]) -> list[Problem]:
    return [Problem(line, N_("unknown entry '%(name)s'"), name=name) for name in names]


def _check(book: CodeBookDraft) -> list[Problem]:
    problems = [] if book.codes else [Problem(1, N_("there is no code in it"))]
    seen: dict[str, CodeDraft] = {}
    for code in book.codes:
        problems += _check_alone(code)
        if code.key in seen:
            again = N_("'%(key)s' stands in line %(before)d already")
            problems.append(Problem(code.line, again, key=code.key, before=seen[code.key].line))
        if code.parent and code.parent not in seen:
            late = N_("parent '%(parent)s' must stand before '%(key)s'")
            problems.append(Problem(code.line, late, parent=code.parent, key=code.key))
        elif code.parent and seen[code.parent].kind != code.kind:
            other = N_("parent '%(parent)s' is of another kind")
            problems.append(Problem(code.line, other, parent=code.parent))
        seen.setdefault(code.key, code)
    return problems


def _check_alone(code: CodeDraft) -> list[Problem]:
    problems = []
    if not code.key or len(code.key) > LONGEST_KEY or code.key != code.key.lower():
        form = N_("key '%(key)s' must be lower case, 1 to 80 characters")
        problems.append(Problem(code.line, form, key=code.key))
    if code.kind not in CODE_KINDS:
        none = N_("kind '%(kind)s' is none of %(kinds)s")
        problems.append(Problem(code.line, none, kind=code.kind, kinds=", ".join(CODE_KINDS)))
    if len(code.office or "") > LONGEST_OFFICE:
        long = N_("%(key)s: the office's name is too long")
        problems.append(Problem(code.line, long, key=code.key))
    if not code.texts["title"].get("de"):
        untitled = N_("%(key)s: the German title is missing")
        problems.append(Problem(code.line, untitled, key=code.key))
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
