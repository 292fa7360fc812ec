"""What publishing a version does to codings, and which of them wait for another look."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, exists, func, select, text
from sqlalchemy.orm import joinedload

from app.guidelines.models import Code, CodeBook
from app.guidelines.queries import book_in_force, successions_to
from app.moderation.models import CarriedCoding, Coding
from app.shared.database import db
from app.shared.paging import Page
from app.submissions.models import Submission
from app.submissions.policy import BY_SUBMITTER

MOST_COUNTED = 1000


@dataclass(frozen=True)
class Effects:
    """Codings in force by what a draft does to them; `dropped` are (code, number) of those gone."""

    carried: int
    looks: int
    dropped: tuple[tuple[Code, int], ...]

    @property
    def lost(self) -> int:
        """How many codings have no code any more."""
        return sum(number for _, number in self.dropped)


def effects_of(draft: CodeBook) -> Effects:
    """Return what publishing the draft does to the codings of the version in force."""
    before = book_in_force()
    codes = before.codes if before else []
    numbers = _codings_by_code([code.id for code in codes])
    changes: dict[int, set[str]] = {}
    for step in successions_to(draft):
        changes.setdefault(step.from_code_id, set()).add(step.change)
    kept = {code_id: numbers.get(code_id, 0) for code_id in changes}
    return Effects(
        carried=sum(kept.values()),
        looks=sum(n for code_id, n in kept.items() if changes[code_id] != {"same"}),
        dropped=tuple((c, numbers.get(c.id, 0)) for c in codes if c.id not in changes),
    )


def codings_of_version(book: CodeBook) -> int:
    """Return how many codings a version has."""
    return sum(_codings_by_code([code.id for code in book.codes]).values())


def to_look_at(after: int, limit: int) -> Page[CarriedCoding]:
    """Return carried codings that nobody has looked at since their code changed; paged by id."""
    wanted = _open().where(CarriedCoding.id > after).order_by(CarriedCoding.id)
    rows = db.session.scalars(_shown(wanted).limit(limit + 1)).all()
    more = len(rows) > limit
    return Page(rows[:limit], str(rows[limit - 1].id) if more else None)


def number_to_look_at() -> int:
    """Return how many wait for a look; what is more than `MOST_COUNTED` is not counted."""
    some = _open().with_only_columns(CarriedCoding.id).limit(MOST_COUNTED + 1).subquery()
    return db.session.scalar(select(func.count()).select_from(some)) or 0


def looked_at_lately(person_id: int, limit: int = 5) -> list[tuple[CarriedCoding, bool]]:
    """Return what this person decided last in the version in force, and whether it was kept."""
    same = (Coding.submission_id == CarriedCoding.submission_id) & (
        Coding.code_id == CarriedCoding.code_id
    )
    wanted = select(CarriedCoding, exists().where(same)).where(
        CarriedCoding.looked_by_id == person_id, CarriedCoding.code_book_id == _in_force()
    )
    last_first = wanted.order_by(CarriedCoding.looked_at.desc()).limit(limit)
    rows: Any = db.session.execute(_shown(last_first))
    return [(carried, bool(is_kept)) for carried, is_kept in rows]


def carried_by_id(carried_id: int) -> CarriedCoding | None:
    """Return one carried coding."""
    return db.session.get(CarriedCoding, carried_id)


def _open() -> Select[CarriedCoding]:
    # Written out, not as a parameter, so that the partial index is found.
    waits = text("looked_at IS NULL AND change <> 'same'")
    wanted = select(CarriedCoding).join(Submission, Submission.id == CarriedCoding.submission_id)
    of_book = wanted.where(CarriedCoding.code_book_id == _in_force(), waits)
    sealed = exists().where(Coding.submission_id == Submission.id, Coding.sealed)
    return of_book.where(Submission.status.not_in(BY_SUBMITTER), ~sealed)


def _shown(wanted: Any) -> Any:
    return wanted.options(
        joinedload(CarriedCoding.submission),
        joinedload(CarriedCoding.code),
        joinedload(CarriedCoding.from_coding),
    )


def _in_force() -> int:
    book = book_in_force()
    return book.id if book else 0


def _codings_by_code(code_ids: Sequence[int]) -> dict[int, int]:
    counted = select(Coding.code_id, func.count()).where(Coding.code_id.in_(code_ids))
    return {row[0]: row[1] for row in db.session.execute(counted.group_by(Coding.code_id))}
