"""Specialist plans declare which cells they cover: one by one, or from a CSV file."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from app.accounts.models import Person
from app.accounts.services import record
from app.areas.queries import directory as areas
from app.guidelines.queries import catalogue
from app.plan.models import PlanCover
from app.plan.policy import LONGEST_COVER_SOURCE, works_on_plan
from app.plan.queries.covers import CoverKey, covers, key_of
from app.shared.clock import now
from app.shared.database import db
from app.shared.errors import InvalidData, NotPossible
from app.shared.page_cache import public_content_changed
from app.shared.text import tidy
from app.shared.transactions import writes

COLUMNS = ("plan", "target_group", "field", "area", "source")
KINDS = {"plan": "specialist_plan", "target_group": "target_group", "field": "field"}


@dataclass(frozen=True)
class CoverDraft:
    """What a plan covers, by keys of codes, and where it says so; an empty part means all."""

    plan_key: str
    target_group_key: str | None
    field_key: str | None
    area_id: int | None
    source: str

    @property
    def key(self) -> CoverKey:
        """What tells declarations apart."""
        return (self.plan_key, self.target_group_key, self.field_key, self.area_id)


@writes
def add_cover(person: Person, draft: CoverDraft, *, is_example: bool = False) -> PlanCover:
    """Note that a plan covers this; raise `NotPossible` if it is noted or names nothing."""
    is_known = any(key_of(cover) == draft.key for cover in covers())
    if not works_on_plan(person) or is_known or not any(draft.key[1:]):
        raise NotPossible(draft.plan_key)
    cover = _store(person, draft, is_example)
    record(person.id, "cover added", draft.plan_key)
    return cover


@writes
def remove_cover(person: Person, cover: PlanCover) -> CoverDraft:
    """Forget the declaration; return what it was, so that it can be noted again."""
    if not works_on_plan(person):
        raise NotPossible(cover.plan_key)
    draft = CoverDraft(*key_of(cover), source=cover.source)
    db.session.delete(cover)
    db.session.flush()
    record(person.id, "cover removed", draft.plan_key)
    public_content_changed()
    return draft


def load_covers(raw: bytes) -> list[str]:
    """Load a CSV file with the columns of `COLUMNS`, apart by semicolons; return what changed.

    What is not in the file stays. Loading twice changes nothing. Raises `InvalidData` with every
    problem and its line; then nothing has changed.
    """
    drafts, problems = _read(raw)
    if problems:
        raise InvalidData(problems)
    return _store_all(drafts)


@writes
def _store_all(drafts: Sequence[CoverDraft]) -> list[str]:
    known, lines = {key_of(cover): cover for cover in covers()}, []
    for draft in drafts:
        cover = known.get(draft.key)
        if cover is None:
            _store(None, draft, False)
            lines.append(f"new: {_in_words(draft)}")
        elif cover.source != draft.source:
            lines.append(f"source: {_in_words(draft)}, before: {cover.source}")
            cover.source = draft.source
    if lines:
        db.session.flush()
        record(None, "covers loaded", str(len(lines)))
        public_content_changed()
    return lines


def _store(person: Person | None, draft: CoverDraft, is_example: bool) -> PlanCover:
    cover = PlanCover(
        **vars(draft),
        person_id=person.id if person else None,
        at=now(),
        is_example=is_example,
    )
    db.session.add(cover)
    db.session.flush()
    public_content_changed()
    return cover


def _in_words(draft: CoverDraft) -> str:
    area = areas().by_id[draft.area_id].name if draft.area_id else "all Ortsteile"
    parts = (draft.target_group_key or "all target groups", draft.field_key or "all fields", area)
    return f"{draft.plan_key}: {', '.join(parts)} ({draft.source})"


def _read(raw: bytes) -> tuple[list[CoverDraft], list[str]]:
    try:
        reader = csv.DictReader(io.StringIO(raw.decode("utf-8-sig")), delimiter=";")
    except UnicodeDecodeError:
        return [], ["The file is not in UTF-8."]
    missing = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
    if missing:
        return [], [f"line 1: columns missing: {', '.join(missing)}"]
    drafts: dict[CoverKey, CoverDraft] = {}
    problems: list[str] = []
    for row in reader:
        values = {name: tidy(row[name] or "") for name in COLUMNS}
        found = _problems(values)
        if not found:
            draft = _draft(values)
            found = ["this stands in the file already"] if draft.key in drafts else []
            drafts[draft.key] = draft
        problems += [f"line {reader.line_num}: {problem}" for problem in found]
    return list(drafts.values()), problems


def _problems(values: dict[str, str]) -> list[str]:
    known, found = catalogue().by_key, []
    for name, kind in KINDS.items():
        code = known.get(values[name])
        if values[name] and (code is None or code.kind != kind):
            found.append(f"{name}: there is no {kind} '{values[name]}' in the catalogue")
    if not values["plan"]:
        found.append("plan: is missing")
    if values["area"] and _number(values["area"]) not in areas().by_number:
        found.append(f"area: there is no Ortsteil '{values['area']}'")
    if not any(values[name] for name in ("target_group", "field", "area")):
        found.append("a plan cannot cover everything: give a target group, a field or an area")
    if not 0 < len(values["source"]) <= LONGEST_COVER_SOURCE:
        found.append(f"source: give one of at most {LONGEST_COVER_SOURCE} characters")
    return found


def _draft(values: dict[str, str]) -> CoverDraft:
    area = areas().by_number[_number(values["area"])] if values["area"] else None
    return CoverDraft(
        plan_key=values["plan"],
        target_group_key=values["target_group"] or None,
        field_key=values["field"] or None,
        area_id=area.id if area else None,
        source=values["source"],
    )


def _number(typed: str) -> str:
    """Spreadsheets drop the zero in front."""
    return typed.zfill(2)
