"""Finding contributions by their words: whole words first, then parts of words; newest first.

"Newest" goes by the number of the contribution. An index of runs of three letters gives its hits
in that order at once, so a page costs the same however many hits there are.
"""

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    FromClause,
    TableClause,
    Text,
    and_,
    column,
    exists,
    false,
    func,
    not_,
    or_,
    select,
    table,
)
from sqlalchemy.orm import joinedload

from app.guidelines.models import Code
from app.moderation.models import Coding, PublicTerms, StaffTerms
from app.moderation.models.search import FULL_TEXT, GRAMS
from app.moderation.queries.codes import is_open
from app.moderation.queries.search_wish import Filters, Place, Wish
from app.shared.database import db, table_of
from app.shared.terms import Needles, needles_of
from app.submissions.models import Submission

COUNTED = 500
NUMBER = re.compile(r"EF-\d{4}-\d{6,12}", re.IGNORECASE | re.ASCII)
Model = type[PublicTerms] | type[StaffTerms]


@dataclass(frozen=True)
class Found:
    """Some hits, how many there are (`COUNTED` + 1: more than that), and where it goes on."""

    rows: Sequence[Submission]
    number: int
    next_token: str | None


def found_by_all(wish: Wish, limit: int) -> Found:
    """Return published contributions whose public text has what is looked for."""
    return _found(wish, PublicTerms, [Submission.status == "published"], limit)


def found_by_staff(wish: Wish, limit: int) -> Found:
    """Return contributions in any state whose text, as it was typed, has what is looked for."""
    status = [Submission.status == wish.filters.status] if wish.filters.status else []
    return _found(wish, StaffTerms, [Submission.text.is_not(None), *status], limit)


def number_findable() -> int:
    """Return how many texts moderators can find."""
    return int(db.session.scalar(select(func.count()).select_from(StaffTerms)) or 0)


@dataclass(frozen=True)
class _Search:
    """Where to look, what for (whole words; parts as well), and which contributions count."""

    model: Model
    exact: list[Needles]
    broad: list[Needles]
    wanted: list[ColumnElement[bool]]

    def hits(self, is_exact: bool) -> ColumnElement[bool]:
        """Whole words alone, or the rest: what has a part of a word in their place."""
        if _on_sqlite():
            match = _match(self.exact)
            rest = f"({_match(self.broad)}) NOT ({match})"
            return self._terms().match(match if is_exact else rest)
        if is_exact:
            return _all_of(self._terms(), self.exact)
        return and_(_all_of(self._terms(), self.broad), not_(_in_line(self._terms(), self.exact)))

    def halves(self, after: Place | None) -> tuple[bool, ...]:
        """Whole words, then the rest, as far as there can be more after a place."""
        if self.exact == self.broad:  # phrases have no parts
            return (True,)
        return (True, False) if after is None or after.is_exact else (False,)

    def all_hits(self) -> ColumnElement[bool]:
        """Whole words and parts of words together, for counting."""
        if _on_sqlite():
            return self._terms().match(_match(self.broad))
        return _all_of(self._terms(), self.broad)

    def counts(self) -> ColumnElement[bool]:
        """Asked of each hit, not joined: so the database cannot turn the order around."""
        return exists().where(Submission.id == self.id, *self.wanted)

    @property
    def id(self) -> ColumnElement[int]:
        """The contribution's id in the index that is searched."""
        columns = self._source().c
        return columns["rowid" if _on_sqlite() else "submission_id"]

    def _terms(self) -> ColumnElement[str]:
        return self._source().c["terms"]

    def _source(self) -> FromClause:
        return _full_text(self.model) if _on_sqlite() else table_of(self.model)


def _found(wish: Wish, model: Model, allowed: list[ColumnElement[bool]], limit: int) -> Found:
    if NUMBER.fullmatch(wish.typed):
        named = select(Submission).where(Submission.public_number == wish.typed.upper(), *allowed)
        submission = db.session.scalar(named)
        if submission is not None:
            return Found([submission], 1, None)
    if wish.query.is_empty:
        return Found([], 0, None)
    facts = needles_of(wish.filters.facts())
    exact, broad = wish.query.exact() + facts, wish.query.broad() + facts
    search = _Search(model, exact, broad, [*allowed, *_narrowed(wish.filters)])
    places = _places(search, wish.after, limit + 1)
    rows = _rows(search, [place.id for place in places[:limit]])
    if wish.after is None and len(places) <= limit:  # all of them are on the page
        return Found(rows, len(places), None)
    more = places[limit - 1].token() if len(places) > limit else None
    return Found(rows, _number(search), more)


def _rows(search: _Search, ids: list[int]) -> list[Submission]:
    wanted = select(Submission).where(Submission.id.in_(ids), *search.wanted)
    rows = db.session.scalars(wanted.options(joinedload(Submission.area))).all()
    return sorted(rows, key=lambda row: ids.index(row.id))


def _places(search: _Search, after: Place | None, number: int) -> list[Place]:
    places: list[Place] = []
    for is_exact in search.halves(after):
        wanted = select(search.id).where(search.hits(is_exact), search.counts())
        if after is not None and after.is_exact == is_exact:
            wanted = wanted.where(search.id < after.id)
        newest_first = wanted.order_by(search.id.desc()).limit(number - len(places))
        places += [Place(is_exact, row_id) for row_id in db.session.scalars(newest_first)]
        if len(places) == number:
            break
    return places


def _number(search: _Search) -> int:
    some = select(search.id).where(search.all_hits(), search.counts()).limit(COUNTED + 1)
    return int(db.session.scalar(select(func.count()).select_from(some.subquery())) or 0)


def _narrowed(filters: Filters) -> list[ColumnElement[bool]]:
    columns = {
        Submission.area_id: filters.area_id,
        Submission.consultation_id: filters.consultation_id,
        Submission.kind: filters.kind,
    }
    conditions: list[ColumnElement[bool]] = [
        place == value for place, value in columns.items() if value is not None
    ]
    if filters.area_ids is not None:
        conditions.append(Submission.area_id.in_(filters.area_ids))
    if filters.code_key is not None:
        ids = select(Code.id).where(Code.key == filters.code_key)
        coded = Coding.submission_id == Submission.id
        conditions.append(exists().where(coded, Coding.code_id.in_(ids), is_open()))
    return conditions


def _match(groups: Sequence[Needles]) -> str:
    """The words of FTS5: pieces hold no quotation marks, only letters, digits, spaces and `~`."""
    options = (" OR ".join(f'"{needle}"' for needle in group) for group in groups)
    return " AND ".join(f"({group})" for group in options)


def _all_of(terms: ColumnElement[str], groups: Sequence[Needles]) -> ColumnElement[bool]:
    """The same for PostgreSQL: the index finds lines with the runs, the line itself decides."""
    runs = getattr(func, GRAMS)
    near = [or_(*(runs(terms).bool_op("@>")(runs(n)) for n in group)) for group in groups]
    return and_(*near, _in_line(terms, groups))


def _in_line(terms: ColumnElement[str], groups: Sequence[Needles]) -> ColumnElement[bool]:
    return and_(*(or_(false(), *(terms.contains(n) for n in group)) for group in groups))


@functools.cache
def _full_text(model: Model) -> TableClause:
    name = FULL_TEXT.format(table=model.__tablename__)
    return table(name, column("rowid", BigInteger), column("terms", Text))


def _on_sqlite() -> bool:
    return db.engine.dialect.name == "sqlite"
