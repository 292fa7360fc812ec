"""Coding a second time without seeing the first codes, and settling where the two differ."""

from collections.abc import Iterable

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm.exc import StaleDataError

from app.accounts.models import Person
from app.accounts.services import record
from app.guidelines.models import Code
from app.moderation.models import FIRST, SECOND, ChosenCode, Coding, DefinitionNote, SecondCoding
from app.moderation.policy import can_code_second, can_settle
from app.moderation.queries import chosen_in, has_coded
from app.moderation.services.changes import ChangedMeanwhile
from app.shared.clock import now
from app.shared.database import db
from app.shared.errors import NotPossible
from app.shared.page_cache import public_content_changed
from app.shared.transactions import writes


@writes
def code_second(
    person: Person, second: SecondCoding, expected_version: int, code_ids: Iterable[int]
) -> None:
    """Store what the second coder chose; raise `ChangedMeanwhile`.

    Where both chose the same, that is settled at once; else it waits for somebody to decide.
    """
    _expect(second, expected_version)
    if has_coded(person.id, second.submission_id) or not can_code_second(person, second):
        raise NotPossible("second coding")
    rows = [
        {"second_coding_id": second.id, "role": SECOND, "code_id": code_id}
        for code_id in sorted(set(code_ids))
    ]
    if rows:
        db.session.execute(insert(ChosenCode), rows)
    second.second_coder_id, second.coded_at, second.state = person.id, now(), "coded"
    _flush(second)
    record(person.id, "coded second", second.submission.public_number)
    chosen = chosen_in(second.id)
    if chosen[FIRST] == chosen[SECOND]:
        _close(second)


@writes
def settle(
    person: Person,
    second: SecondCoding,
    expected_version: int,
    code_ids: Iterable[int],
    reason: str,
    note: tuple[int, str] | None,
) -> None:
    """Make the final codes valid, with the reason; raise `ChangedMeanwhile`.

    `note` is a code and what was noted on its definition.
    """
    _expect(second, expected_version)
    if not can_settle(person, second):
        raise NotPossible("settling")
    _apply(person, second, set(code_ids))
    second.settled_by_id, second.reason = person.id, reason
    if note is not None:
        code_id, text = note
        owner = {"second_coding_id": second.id, "person_id": person.id}
        db.session.add(DefinitionNote(code_id=code_id, text=text, at=now(), **owner))
    _close(second)
    record(person.id, "second coding settled", second.submission.public_number)


@writes
def forget_words(submission_id: int) -> None:
    """Delete what staff wrote about a text that is gone; which codes were chosen stays."""
    of_this = update(SecondCoding).where(SecondCoding.submission_id == submission_id)
    db.session.execute(of_this.values(reason=None))
    notes = update(Coding).where(Coding.submission_id == submission_id)
    db.session.execute(notes.values(note=None))
    of_second = select(SecondCoding.id).where(SecondCoding.submission_id == submission_id)
    on_definitions = delete(DefinitionNote).where(DefinitionNote.second_coding_id.in_(of_second))
    db.session.execute(on_definitions)


def _expect(second: SecondCoding, expected_version: int) -> None:
    db.session.refresh(second)
    if second.version != expected_version:
        raise ChangedMeanwhile(second.submission.public_number)


def _apply(person: Person, second: SecondCoding, final: set[int]) -> None:
    """What is not final goes, from passages too; what is new stands for the whole text."""
    of_book = select(Code.id).where(Code.code_book_id == second.code_book_id)
    own = (Coding.submission_id == second.submission_id) & Coding.code_id.in_(of_book)
    db.session.execute(delete(Coding).where(own, Coding.code_id.not_in(final)))
    there = set(db.session.scalars(select(Coding.code_id).where(own)))
    for code_id in sorted(final - there):
        coding = Coding(submission_id=second.submission_id, code_id=code_id, coder_id=person.id)
        coding.at = now()
        db.session.add(coding)


def _close(second: SecondCoding) -> None:
    """Settled: the codes are there for everybody again."""
    second.state, second.settled_at = "settled", now()
    _flush(second)
    every = update(Coding).where(Coding.submission_id == second.submission_id)
    db.session.execute(every.values(sealed=False))
    if second.submission.status == "published":
        public_content_changed()


def _flush(second: SecondCoding) -> None:
    try:
        db.session.flush()
    except StaleDataError:
        raise ChangedMeanwhile(second.submission.public_number) from None
