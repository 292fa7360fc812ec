"""From the cells of a row to a contribution, or to what is wrong with them."""

import difflib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from app.accounts.models import Organisation
from app.areas.queries import AreaEntry
from app.areas.queries import directory as areas
from app.consultations.queries import ConsultationEntry
from app.guidelines.queries import catalogue
from app.shared.errors import N_
from app.shared.formulas import unquote_formulas
from app.shared.secrets import fingerprint
from app.shared.spelling import normalised
from app.shared.text import tidy
from app.submissions.models import MOST_PEOPLE
from app.submissions.policy import LONGEST_TEXT, SHORTEST_TEXT
from app.submissions.services.importing import words
from app.submissions.services.importing.hints import looks_personal
from app.submissions.services.submitting import SubmissionDraft

ALIKE = 0.6
BEFORE_NAMES = ("ot ", "ortsteil ", "erfurt ")
LONGEST_QUOTE = 60


@dataclass(frozen=True)
class Finding:
    """What is wrong ("error") or strange ("warning") in a row, with places for `values`."""

    level: str
    column: str
    message: str
    values: dict[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """Return what the ledger keeps."""
        return {
            "level": self.level,
            "column": self.column,
            "message": self.message,
            "values": self.values,
        }


@dataclass(frozen=True)
class CheckedRow:
    """A row of the file; without a draft it cannot be taken."""

    row_no: int
    draft: SubmissionDraft | None
    content_hash: str
    findings: tuple[Finding, ...]

    def with_error(self, message: str, **values: Any) -> "CheckedRow":
        """Return the row with one more reason why it is not taken."""
        found = (*self.findings, Finding("error", words.TEXT, message, values))
        return replace(self, draft=None, findings=found)


class RowReader:
    """Reads the rows of one file: who sends it, for what, and which column holds what."""

    def __init__(
        self,
        headings: Sequence[str],
        mapping: Sequence[str],
        consultation: ConsultationEntry,
        organisation: Organisation | None,
        person_id: int | None,
    ) -> None:
        self.mapping = mapping
        self.is_returned = words.FINDINGS_HEADING in headings
        kind = organisation.kind if organisation else "resident"
        self.template = SubmissionDraft(
            consultation_id=consultation.id,
            place="unknown",
            text="",
            contributor_kind=kind,
            organisation=organisation.name if organisation else None,
            organisation_id=organisation.id if organisation else None,
            entered_by_id=person_id,
            on_behalf="organisation" if organisation else "self",
            channel="import",
            is_example=organisation is not None and organisation.is_example,
            days_to_decide=consultation.days_to_decide,
        )
        self.value_words = {key: words.by_word(known) for key, known in words.VALUE_WORDS.items()}
        self.place_words = words.by_word(words.PLACE_WORDS)
        self.areas = _areas_by_name()
        self.codes = {kind: _codes_by_name(kind) for kind in words.CODE_COLUMNS}

    def read(self, row_no: int, cells: Sequence[str]) -> CheckedRow | None:
        """Return the row with its contribution; None for an empty row and the example."""
        values: dict[str, list[str]] = {}
        if self.is_returned:
            cells = [unquote_formulas(cell) for cell in cells]
        for key, cell in zip(self.mapping, cells, strict=False):
            if key and cell:
                values.setdefault(key, []).append(cell)
        text = tidy("\n".join(values.get(words.TEXT, [])))
        if not values or text.startswith(words.EXAMPLE_MARK):
            return None
        findings: list[Finding] = []
        if any(cells[len(self.mapping) :]):
            findings.append(Finding("error", words.TEXT, MORE_CELLS))
        _check_text(text, findings)
        place, area = self._place(values.get(words.AREA, []), findings)
        parts = self._choices(values, findings)
        codes = self._codes(values, findings)
        parts["voices"] = _voices(values.get(words.VOICES, []), findings)
        draft = replace(
            self.template, text=text, place=place, area_id=area, code_ids=codes, **parts
        )
        wrong = any(finding.level == "error" for finding in findings)
        content = fingerprint(normalised(text), place, str(area), str(draft.consultation_id))
        return CheckedRow(row_no, None if wrong else draft, content, tuple(findings))

    def _place(self, typed: list[str], findings: list[Finding]) -> tuple[str, int | None]:
        if not typed:
            if words.AREA in self.mapping:
                findings.append(Finding("warning", words.AREA, NO_AREA))
            return "unknown", None
        name = normalised(typed[0])
        for before in BEFORE_NAMES:
            name = name.removeprefix(before) if name not in self.place_words else name
        found = self.areas.get(name)
        if found:
            return "area", found.id
        if name in self.place_words:
            return self.place_words[name], None
        findings.append(_unknown(words.AREA, UNKNOWN_AREA, typed[0], self._area_names()))
        return "unknown", None

    def _area_names(self) -> dict[str, str]:
        return {name: entry.name for name, entry in self.areas.items() if not name.isdigit()}

    def _choices(self, values: dict[str, list[str]], findings: list[Finding]) -> dict[str, Any]:
        """Return kind, contributor, language and for whom, where something stands there."""
        names = {words.CONTRIBUTOR: "contributor_kind"}
        parts = {}
        for key, known in self.value_words.items():
            typed = values.get(key, [""])[0]
            if not typed:
                continue
            value = known.get(normalised(typed))
            if value is None:
                offered = words.offered(words.VALUE_WORDS[key])
                options = {normalised(word): word for word in offered}
                findings.append(_unknown(key, UNKNOWN_WORD, typed, options))
            else:
                parts[names.get(key, key)] = value
        return parts

    def _codes(self, values: dict[str, list[str]], findings: list[Finding]) -> tuple[int, ...]:
        found: dict[int, None] = {}
        for key in words.CODE_COLUMNS:
            for cell in values.get(key, []):
                for typed in filter(None, map(str.strip, cell.split(";"))):
                    known = self.codes[key]
                    entry = known.get(normalised(typed))
                    if entry is None:
                        options = {name: title for name, (_, title) in known.items()}
                        findings.append(_unknown(key, UNKNOWN_CODE, typed, options))
                    else:
                        found[entry[0]] = None
        return tuple(found)


MORE_CELLS = N_("There are more cells than headings. Texts with separators need quotation marks.")
NO_AREA = N_("No Ortsteil: it will be kept as “not known”.")
UNKNOWN_AREA = N_("There is no Ortsteil “%(typed)s”.")
UNKNOWN_WORD = N_("“%(typed)s” is not known here.")
UNKNOWN_CODE = N_("“%(typed)s” is not in the catalogue.")
DID_YOU_MEAN = N_("Did you mean “%(name)s”?")
NO_TEXT = N_("There is no contribution in this row.")
TOO_SHORT = N_("The contribution has fewer than %(least)d characters.")
TOO_LONG = N_("The contribution has %(length)d characters; at most %(most)d are possible.")
WRONG_NUMBER = N_("Please give a number from %(least)d to %(most)d instead of “%(typed)s”.")
PERSONAL = N_("This may name a person. Names, telephone numbers and addresses will be hidden.")


def _check_text(text: str, findings: list[Finding]) -> None:
    if not text:
        findings.append(Finding("error", words.TEXT, NO_TEXT))
    elif len(text) < SHORTEST_TEXT:
        findings.append(Finding("error", words.TEXT, TOO_SHORT, {"least": SHORTEST_TEXT}))
    elif len(text) > LONGEST_TEXT:
        lengths = {"length": len(text), "most": LONGEST_TEXT}
        findings.append(Finding("error", words.TEXT, TOO_LONG, lengths))
    elif looks_personal(text):
        findings.append(Finding("warning", words.TEXT, PERSONAL))


def _voices(typed: list[str], findings: list[Finding]) -> int:
    if not typed:
        return 1
    if typed[0].isdecimal() and len(typed[0]) < 9 and 1 <= int(typed[0]) <= MOST_PEOPLE:
        return int(typed[0])
    values = {"least": 1, "most": MOST_PEOPLE, "typed": typed[0][:LONGEST_QUOTE]}
    findings.append(Finding("error", words.VOICES, WRONG_NUMBER, values))
    return 1


def _unknown(column: str, message: str, typed: str, options: dict[str, str]) -> Finding:
    """A word that is not known, with the most alike one if one is alike."""
    close = difflib.get_close_matches(normalised(typed), options, n=1, cutoff=ALIKE)
    values = {"typed": typed[:LONGEST_QUOTE]}
    if close:
        values["suggestion"] = options[close[0]]
    return Finding("error", column, message, values)


def _areas_by_name() -> dict[str, AreaEntry]:
    known: dict[str, AreaEntry] = {}
    for entry in areas().entries:
        for name in (*entry.search_names.split("|"), normalised(entry.name)):
            known.setdefault(name, entry)
        known[entry.number] = known[entry.number.lstrip("0")] = entry
    return known


def _codes_by_name(kind: str) -> dict[str, tuple[int, str]]:
    known: dict[str, tuple[int, str]] = {}
    for code in catalogue().of_kind(kind):
        title = code.title.get("de", code.key)
        for name in (code.key, code.key.partition(":")[2], *code.title.values()):
            known[normalised(name)] = (code.id, title)
    return known
