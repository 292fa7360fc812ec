"""Published contributions in pages by key, as plain rows: constant memory for any number."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Row, func, or_, select, text, tuple_

from app.areas.queries import chosen_scheme, members_of_zones
from app.exports.models import Selection
from app.guidelines.models import Code, CodeBook
from app.moderation.models import Coding, Concern, ConcernMember
from app.shared.database import db, table_of
from app.shared.jobs import Job
from app.submissions.models import Submission

PAGE_LENGTH = 2000
CODING = table_of(Coding)
SUBMISSION = table_of(Submission).c
CONCERN = (
    select(Concern.public_number.concat(" ").concat(Concern.title))
    .join(ConcernMember, ConcernMember.concern_id == Concern.id)
    .where(ConcernMember.submission_id == SUBMISSION.id)
    .correlate(table_of(Submission))
    .scalar_subquery()
    .label("concern")
)
COLUMNS = (
    SUBMISSION.id,
    SUBMISSION.public_number,
    SUBMISSION.consultation_id,
    SUBMISSION.place,
    SUBMISSION.area_id,
    SUBMISSION.channel,
    SUBMISSION.contributor_kind,
    SUBMISSION.organisation,
    SUBMISSION.on_behalf,
    SUBMISSION.kind,
    SUBMISSION.language,
    SUBMISSION.status,
    SUBMISSION.received_at,
    SUBMISSION.published_at,
    SUBMISSION.public_text,
    SUBMISSION.voices,
    CONCERN,
    SUBMISSION.is_example,
)
NAMES = [column.key for column in COLUMNS]


@dataclass(frozen=True)
class CodeSet:
    """The codes of a contribution: their keys by kind, joined by semicolons; their version."""

    keys: dict[str, str]
    version: int | None


NO_CODES = CodeSet({}, None)
Codes = dict[int, CodeSet]


def code_book_for(selection: Selection, until: dt.datetime) -> CodeBook | None:
    """Return the wanted version of the catalogue, or the newest that had all codings then."""
    wanted = select(CodeBook).where(CodeBook.carried_at.is_not(None))
    if selection.code_book_version is not None:
        return db.session.scalar(wanted.where(CodeBook.version == selection.code_book_version))
    known = wanted.where(CodeBook.carried_at <= until).order_by(CodeBook.version.desc())
    return db.session.scalar(known.limit(1))


def count_selected(selection: Selection, until: dt.datetime) -> int:
    """Return how many contributions the export will have."""
    wanted = _selected(select(func.count()).select_from(Submission), selection, until)
    return int(db.session.scalar(wanted) or 0)


def pages(
    selection: Selection, until: dt.datetime, book_id: int
) -> Iterator[tuple[Sequence[Row[Any]], Codes]]:
    """Yield pages of rows (see `COLUMNS`) published until then, oldest first, with their codes.

    With a scheme zone after zone, at last what lies in none. Each page is a read of its own, so
    that a long export never holds a snapshot.
    """
    for part in _parts(selection.scheme_key):
        yield from _pages_of(part, selection, until, book_id)


def _parts(scheme_key: str | None) -> list[list[ColumnElement[bool]]]:
    """What is written one after the other: everything at once, or zone after zone."""
    scheme = chosen_scheme(scheme_key)
    if scheme is None:
        return [[]]
    zones = [area_ids for _key, _name, area_ids in members_of_zones(scheme.id)]
    zoned = [area_id for area_ids in zones for area_id in area_ids]
    parts: list[list[ColumnElement[bool]]] = [[Submission.area_id.in_(ids)] for ids in zones]
    outside = or_(Submission.area_id.is_(None), Submission.area_id.not_in(zoned))
    return [*parts, [outside]]


def _pages_of(
    part: list[ColumnElement[bool]], selection: Selection, until: dt.datetime, book_id: int
) -> Iterator[tuple[Sequence[Row[Any]], Codes]]:
    order = (Submission.published_at, Submission.id)
    after = None
    while True:
        wanted = _selected(select(*COLUMNS), selection, until).where(*part)
        if after is not None:
            wanted = wanted.where(tuple_(*order) > after)
        rows = _read(wanted.order_by(*order).limit(PAGE_LENGTH))
        if not rows:
            return
        codes = _codes_of([row.id for row in rows], book_id, until)
        db.session.rollback()
        yield rows, codes
        after = (rows[-1].published_at, rows[-1].id)


def exports_of(person_id: int, limit: int = 20) -> Sequence[Job]:
    """Return the person's newest exports."""
    own = select(Job).where(Job.kind == "export", Job.owner_id == person_id)
    return db.session.scalars(own.order_by(Job.id.desc()).limit(limit)).all()


def export_by_public_id(public_id: str) -> Job | None:
    """Return one export job."""
    return db.session.scalar(select(Job).where(Job.public_id == public_id, Job.kind == "export"))


def _selected(wanted: Any, selection: Selection, until: dt.datetime) -> Any:
    wanted = wanted.where(text("submission.status = 'published'"), Submission.published_at <= until)
    if selection.area_id is not None:
        wanted = wanted.where(Submission.area_id == selection.area_id)
    if selection.area_ids is not None:
        wanted = wanted.where(Submission.area_id.in_(selection.area_ids))
    if selection.consultation_id is not None:
        wanted = wanted.where(Submission.consultation_id == selection.consultation_id)
    return wanted


def _codes_of(submission_ids: list[int], book_id: int, until: dt.datetime) -> Codes:
    columns = select(Code.id, Code.kind, Code.key, Code.position, CodeBook.version)
    known = {code.id: code for code in _read(columns.join(CodeBook).where(CodeBook.id == book_id))}
    pairs = select(CODING.c.submission_id, CODING.c.code_id).distinct()
    pairs = pairs.where(CODING.c.at <= until, ~CODING.c.sealed)
    pairs = pairs.where(CODING.c.submission_id.in_(submission_ids)).order_by(CODING.c.code_id)
    together: dict[int, list[int]] = defaultdict(list)
    for submission_id, code_id in _read(pairs):
        if code_id in known:
            together[submission_id].append(code_id)
    # Many contributions carry the same few codes: each combination is put in words once.
    combinations = {tuple(code_ids) for code_ids in together.values()}
    sets = {ids: _code_set([known[code_id] for code_id in ids]) for ids in combinations}
    return {submission_id: sets[tuple(ids)] for submission_id, ids in together.items()}


def _code_set(codes: list[Row[Any]]) -> CodeSet:
    keys: dict[str, list[str]] = defaultdict(list)
    for code in sorted(codes, key=lambda code: code.position):
        keys[code.kind].append(code.key)
    joined = {kind: "; ".join(of_kind) for kind, of_kind in keys.items()}
    return CodeSet(joined, codes[0].version)


def _read(wanted: Any) -> Sequence[Any]:
    """Return plain rows; through the session's mapping of objects it takes twice as long."""
    return db.session.connection().execute(wanted).all()
