"""Interfaces: which findings concern several specialist plans, or several offices.

A contribution touches a plan when moderators assigned that plan's code to it in the open, and an
office when it has a code that names the office. A concern touches what its published
contributions touch together. Only what is published counts: planners see nothing else.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from sqlalchemy import (
    Boolean,
    ColumnElement,
    Select,
    distinct,
    exists,
    func,
    literal_column,
    select,
    tuple_,
)
from sqlalchemy.orm import joinedload

from app.guidelines.models import Code, Texts
from app.guidelines.queries import catalogue, successors
from app.moderation.models import Coding, Concern, ConcernMember
from app.moderation.queries.codes import is_open
from app.shared.database import db
from app.shared.paging import Page, Position
from app.shared.spelling import slug_of
from app.submissions.models import Submission

BY_PLAN, BY_OFFICE = "plan", "office"
# Written out, so that SQLite sees that its partial index fits.
PUBLISHED: ColumnElement[bool] = literal_column("submission.status = 'published'", Boolean())
Pair = tuple[str, str]


@dataclass(frozen=True)
class Side:
    """A specialist plan or an office; `code_ids` are the codes that stand for it."""

    key: str
    title: Texts
    code_ids: frozenset[int]


@dataclass(frozen=True)
class Cell:
    """What two sides share: contributions, those passed on among them, voices, concerns."""

    contributions: int = 0
    relayed: int = 0
    voices: int = 0
    concerns: int = 0


@dataclass(frozen=True)
class Matrix:
    """All sides, and what each pair shares (keys in the order of the sides)."""

    sides: Sequence[Side]
    cells: dict[Pair, Cell]

    def cell(self, one: Side, other: Side) -> Cell:
        """Return what two sides share."""
        return self.cells.get((one.key, other.key)) or self.cells.get((other.key, one.key), Cell())


def sides_by(kind: str) -> list[Side]:
    """Return the plans of the catalogue in force, or the offices that its codes name."""
    if kind == BY_PLAN:
        plans = catalogue().of_kind("specialist_plan")
        return [Side(code.key, code.title, _with_earlier({code.id})) for code in plans]
    wanted = select(Code.id, Code.office).where(Code.id.in_(catalogue().by_id))
    named: dict[str, set[int]] = defaultdict(set)
    for code_id, office in db.session.execute(wanted.where(Code.office.is_not(None))):
        named[office or ""].add(code_id)
    return [
        Side(slug_of(name), {"de": name}, _with_earlier(ids)) for name, ids in sorted(named.items())
    ]


def matrix_of(sides: Sequence[Side], *about: ColumnElement[bool]) -> Matrix:
    """Return what each pair of sides shares among the published contributions (that fit)."""
    keys = _keys_by_code(sides)
    order = {side.key: place for place, side in enumerate(sides)}
    figures: dict[Pair, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for touched, voices, is_relayed in _touching_several(sides, keys, about):
        for pair in _pairs(touched, order):
            for place, number in enumerate((1, is_relayed, voices)):
                figures[pair][place] += number
    for touched in touched_by_concerns(sides, *about).values():
        for pair in _pairs(touched, order):
            figures[pair][3] += 1
    return Matrix(sides, {pair: Cell(*numbers) for pair, numbers in figures.items()})


def touched_by_concerns(
    sides: Sequence[Side], *about: ColumnElement[bool]
) -> dict[int, frozenset[str]]:
    """Return the keys of the sides that concerns touch, by id; those that touch two at least."""
    keys = _keys_by_code(sides)
    wanted = select(ConcernMember.concern_id, Coding.code_id).distinct()
    wanted = wanted.join(Coding, Coding.submission_id == ConcernMember.submission_id)
    wanted = wanted.join(Submission, Submission.id == ConcernMember.submission_id)
    found: dict[int, set[str]] = defaultdict(set)
    for concern_id, code_id in db.session.execute(wanted.where(*_counts(keys), *about)):
        found[concern_id] |= keys[code_id]
    return {one: frozenset(touched) for one, touched in found.items() if len(touched) > 1}


def touched_by(submission_ids: Sequence[int], sides: Sequence[Side]) -> dict[int, frozenset[str]]:
    """Return the keys of the sides that contributions touch, by id."""
    keys = _keys_by_code(sides)
    found: dict[int, set[str]] = defaultdict(set)
    wanted = select(Coding.submission_id, Coding.code_id).where(
        Coding.submission_id.in_(submission_ids), Coding.code_id.in_(keys), is_open()
    )
    for submission_id, code_id in db.session.execute(wanted):
        found[submission_id] |= keys[code_id]
    return {one: frozenset(touched) for one, touched in found.items()}


def touches(side: Side) -> ColumnElement[bool]:
    """Return the condition that a contribution touches a side."""
    coded = Coding.code_id.in_(side.code_ids)
    return exists().where(Coding.submission_id == Submission.id, is_open(), coded)


def contributions_between(
    one: Side, other: Side, after: Position | None, limit: int
) -> Page[Submission]:
    """Return the published contributions that touch both sides, the newest first."""
    key = (Submission.published_at, Submission.id)
    wanted = select(Submission).where(PUBLISHED, touches(one), touches(other))
    if after is not None:
        wanted = wanted.where(tuple_(*key) < (after.moment, after.id))
    newest = wanted.options(joinedload(Submission.area)).order_by(*(c.desc() for c in key))
    rows = db.session.scalars(newest.limit(limit + 1)).all()
    last = rows[limit - 1] if len(rows) > limit else None
    if last is None or last.published_at is None:
        return Page(rows[:limit], None)
    return Page(rows[:limit], Position(last.published_at, last.id).token())


def concerns_between(sides: Sequence[Side], limit: int) -> Sequence[Concern]:
    """Return the concerns that touch all of these sides, the liveliest first."""
    keys = {side.key for side in sides}
    ids = [one for one, touched in touched_by_concerns(sides).items() if touched >= keys]
    newest = select(Concern).where(Concern.id.in_(ids)).order_by(Concern.active_at.desc())
    return db.session.scalars(newest.limit(limit)).all()


def several(sides: Sequence[Side]) -> Select[int]:
    """Return the ids of contributions with codes of two sides at least (or twice of one)."""
    coded = select(Coding.submission_id).where(Coding.code_id.in_(_keys_by_code(sides)), is_open())
    return coded.group_by(Coding.submission_id).having(func.count(distinct(Coding.code_id)) > 1)


def _touching_several(
    sides: Sequence[Side], keys: dict[int, frozenset[str]], about: Iterable[ColumnElement[bool]]
) -> list[tuple[frozenset[str], int, bool]]:
    """For each contribution the sides it touches, its voices, and whether it was passed on."""
    columns = (Submission.id, Coding.code_id, Submission.voices, Submission.on_behalf)
    wanted = select(*columns).join(Coding, Coding.submission_id == Submission.id)
    wanted = wanted.where(Submission.id.in_(several(sides)), *_counts(keys), *about)
    touched: dict[int, frozenset[str]] = defaultdict(frozenset)
    known = {}
    for submission_id, code_id, voices, on_behalf in db.session.execute(wanted):
        touched[submission_id] |= keys[code_id]
        known[submission_id] = (voices, on_behalf == "others")
    return [(found, *known[one]) for one, found in touched.items()]


def _counts(keys: Collection[int]) -> tuple[ColumnElement[bool], ...]:
    return (PUBLISHED, Coding.code_id.in_(keys), is_open())


def _pairs(touched: Collection[str], order: dict[str, int]) -> Iterable[Pair]:
    return combinations(sorted(touched, key=order.__getitem__), 2)


def _keys_by_code(sides: Sequence[Side]) -> dict[int, frozenset[str]]:
    found: dict[int, frozenset[str]] = defaultdict(frozenset)
    for side in sides:
        for code_id in side.code_ids:
            found[code_id] |= {side.key}
    return dict(found)


def _with_earlier(code_ids: set[int]) -> frozenset[int]:
    """The codes, and until all codings are carried over, those whose place they take."""
    if catalogue().is_carried:
        return frozenset(code_ids)
    earlier = {old for old, new in successors().items() if code_ids & set(new)}
    return frozenset(code_ids | earlier)
