"""What is coded a second time, by whom, and with which result."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, exists, func, select, text, tuple_
from sqlalchemy.orm import joinedload

from app.guidelines.models import Code
from app.moderation.models import ChosenCode, Coding, DefinitionNote, SecondCoding
from app.shared.database import db
from app.shared.paging import Page, Position
from app.submissions.models import Submission


@dataclass(frozen=True)
class SecondCodingNumbers:
    """Published contributions with codes, and how many of them are where in second coding."""

    coded_once: int
    waiting: int
    to_settle: int
    settled: int
    first_drawn: dt.datetime | None


def second_coding_of(submission_id: int) -> SecondCoding | None:
    """Return the second coding of a contribution, if it was drawn."""
    return db.session.scalar(select(SecondCoding).filter_by(submission_id=submission_id))


def has_coded(person_id: int, submission_id: int) -> bool:
    """Whether this person has assigned codes to this contribution."""
    own = exists().where(Coding.submission_id == submission_id, Coding.coder_id == person_id)
    return bool(db.session.scalar(select(own)))


def next_to_code_second(person_id: int) -> SecondCoding | None:
    """Return what this person should code next; people who code at the same time get others."""
    wanted = _open_for(person_id).order_by(SecondCoding.drawn_at, SecondCoding.id).limit(10)
    found = db.session.scalars(wanted.options(joinedload(SecondCoding.submission))).all()
    return found[person_id % len(found)] if found else None


def number_to_code_second(person_id: int) -> int:
    """Return how many contributions wait for this person as second coder."""
    wanted = _open_for(person_id).with_only_columns(func.count())
    return int(db.session.scalar(wanted) or 0)


def to_settle(after: Position | None, limit: int) -> Page[SecondCoding]:
    """Return second codings that differ from the first, oldest first; paged by key."""
    wanted = select(SecondCoding).where(SecondCoding.state == "coded")
    if after is not None:
        key = tuple_(SecondCoding.coded_at, SecondCoding.id)
        wanted = wanted.where(key > (after.moment, after.id))
    wanted = wanted.order_by(SecondCoding.coded_at, SecondCoding.id).limit(limit + 1)
    rows = db.session.scalars(wanted.options(joinedload(SecondCoding.submission))).all()
    last = rows[limit - 1] if len(rows) > limit else None
    token = Position(last.coded_at, last.id).token() if last and last.coded_at else None
    return Page(rows[:limit], token)


def chosen_in(second_coding_id: int) -> dict[str, set[int]]:
    """Return the ids of the codes that the first and the second coder chose, by role."""
    found: dict[str, set[int]] = defaultdict(set)
    wanted = select(ChosenCode.role, ChosenCode.code_id)
    for role, code_id in db.session.execute(wanted.filter_by(second_coding_id=second_coding_id)):
        found[role].add(code_id)
    return found


def codes_in_book(code_book_id: int) -> Sequence[Code]:
    """Return the codes of one version of the catalogue, in its order."""
    wanted = select(Code).where(Code.code_book_id == code_book_id).order_by(Code.position)
    return db.session.scalars(wanted).all()


def definition_notes(limit: int = 50) -> Sequence[DefinitionNote]:
    """Return what was noted on definitions, newest first."""
    newest = (DefinitionNote.at.desc(), DefinitionNote.id.desc())
    return db.session.scalars(select(DefinitionNote).order_by(*newest).limit(limit)).all()


def second_coding_numbers() -> SecondCodingNumbers:
    """Return the numbers that say how much of the published was coded twice."""
    published = text("submission.status = 'published'")
    seconds = select(SecondCoding.state, func.count()).join(SecondCoding.submission)
    rows = db.session.execute(seconds.where(published).group_by(SecondCoding.state))
    by_state: dict[str, int] = {row[0]: row[1] for row in rows}
    coded = exists().where(Coding.submission_id == Submission.id)
    once = select(func.count()).select_from(Submission).where(published, coded)
    first = select(func.min(SecondCoding.drawn_at))
    return SecondCodingNumbers(
        coded_once=int(db.session.scalar(once) or 0),
        waiting=by_state.get("open", 0),
        to_settle=by_state.get("coded", 0),
        settled=by_state.get("settled", 0),
        first_drawn=db.session.scalar(first),
    )


def _open_for(person_id: int) -> Select[SecondCoding]:
    """Open ones of published contributions on which this person has not worked."""
    wanted = select(SecondCoding).join(Submission, Submission.id == SecondCoding.submission_id)
    own = exists().where(
        Coding.submission_id == SecondCoding.submission_id, Coding.coder_id == person_id
    )
    return wanted.where(
        SecondCoding.state == "open",
        SecondCoding.first_coder_id != person_id,
        text("submission.status = 'published'"),
        ~own,
    )
