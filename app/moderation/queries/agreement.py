"""What agreement of coders rests on, and the figures that the worker keeps."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import func, select

from app.guidelines.models import Code, CodeBook
from app.moderation.models import FIRST, AgreementReport, ChosenCode, SecondCoding
from app.shared.database import db


@dataclass
class DoubleCoded:
    """The codes of one version of the catalogue, and what two coders chose by contribution."""

    version: int
    codes: Sequence[Code]
    chosen: list[tuple[set[int], set[int]]] = field(default_factory=list)


@dataclass(frozen=True)
class AgreementRow:
    """A line of figures: of one code, or of a whole catalogue (then `key` is None).

    `chosen` are the contributions where anybody chose the code; the four numbers after it count
    decisions. Kappa and alpha are (value, low, high) or None where nothing can be said.
    """

    version: int
    kind: str
    key: str | None
    title: dict[str, str]
    contributions: int
    chosen: int
    both: int
    only_first: int
    only_second: int
    neither: int
    kappa: tuple[float, float, float] | None
    alpha: tuple[float, float, float] | None


@dataclass(frozen=True)
class KeptAgreement:
    """The kept figures: as of a moment (UTC), from which state of the second codings."""

    computed_at: dt.datetime
    rests_on: str
    rows: tuple[AgreementRow, ...]


def coded_twice() -> list[DoubleCoded]:
    """Return everything that two coders have chosen, newest version of the catalogue first."""
    seconds = select(SecondCoding.id, SecondCoding.code_book_id).where(SecondCoding.state != "open")
    chosen: dict[int, tuple[set[int], set[int]]] = defaultdict(lambda: (set(), set()))
    pairs = select(ChosenCode.second_coding_id, ChosenCode.role, ChosenCode.code_id)
    for second_id, role, code_id in db.session.execute(pairs):
        chosen[second_id][0 if role == FIRST else 1].add(code_id)
    books: dict[int, DoubleCoded] = {}
    for second_id, book_id in db.session.execute(seconds.order_by(SecondCoding.id)):
        if book_id not in books:
            books[book_id] = _book(book_id)
        books[book_id].chosen.append(chosen[second_id])
    return sorted(books.values(), key=lambda book: -book.version)


def state_of_second_codings() -> str:
    """Return words that change whenever another contribution was coded a second time."""
    columns = (func.count(), func.max(SecondCoding.id), func.max(SecondCoding.coded_at))
    found = db.session.execute(select(*columns).where(SecondCoding.state != "open")).one()
    return " ".join(str(value) for value in found) if found[0] else ""


def agreement_report() -> KeptAgreement | None:
    """Return the figures that the worker computed last; None if there are none yet."""
    kept = db.session.get(AgreementReport, 1)
    if kept is None:
        return None
    return KeptAgreement(kept.computed_at, kept.rests_on, tuple(map(_row, kept.figures)))


def _book(book_id: int) -> DoubleCoded:
    codes = select(Code).where(Code.code_book_id == book_id).order_by(Code.position)
    version = db.session.get_one(CodeBook, book_id).version
    return DoubleCoded(version, db.session.scalars(codes).all())


def _row(values: dict[str, Any]) -> AgreementRow:
    return AgreementRow(**values | {name: _interval(values[name]) for name in ("kappa", "alpha")})


def _interval(value: dict[str, float] | None) -> tuple[float, float, float] | None:
    return (value["value"], value["low"], value["high"]) if value else None
