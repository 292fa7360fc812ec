"""Looking again at codings whose code changed with a new version: keep or remove.

Each can be undone by doing the opposite, also much later.
"""

from sqlalchemy import ColumnElement, delete, select, text, update
from sqlalchemy.orm.attributes import flag_modified

from app.accounts.models import Person
from app.accounts.services import record
from app.guidelines.queries import catalogue
from app.moderation.models import CarriedCoding, Coding
from app.moderation.policy import can_code
from app.shared.clock import now
from app.shared.database import db
from app.shared.errors import Conflict, NotPossible
from app.shared.page_cache import public_content_changed
from app.shared.transactions import writes
from app.submissions.models import Submission


class LookedAtMeanwhile(Conflict):
    """Somebody else decided about this coding after the list was opened."""


@writes
def keep(person: Person, carried: CarriedCoding, seen: str) -> None:
    """Say that the code fits as it is now; a coding that was removed comes back.

    `seen` is the mark of the row that was on the screen; raises `LookedAtMeanwhile`.
    """
    _expect(person, carried, seen)
    if _coding_of(carried) is None:
        coding = Coding(submission_id=carried.submission_id, code_id=carried.code_id)
        coding.coder_id, coding.at = person.id, now()
        db.session.add(coding)
    _decided(person, carried)


@writes
def remove(person: Person, carried: CarriedCoding, seen: str) -> None:
    """Say that the code does not fit any more: the coding of this version goes."""
    _expect(person, carried, seen)
    db.session.execute(delete(Coding).where(_same(carried)))
    _decided(person, carried)


def mark_of(carried: CarriedCoding) -> str:
    """Return what changes with each decision about a row."""
    return carried.looked_at.isoformat() if carried.looked_at else ""


def looked_through(person: Person, submission: Submission) -> None:
    """Who saves the codes of a contribution has looked at them."""
    own = update(CarriedCoding).where(
        CarriedCoding.submission_id == submission.id, text("looked_at IS NULL AND change <> 'same'")
    )
    db.session.execute(own.values(looked_at=now(), looked_by_id=person.id))


def _expect(person: Person, carried: CarriedCoding, seen: str) -> None:
    db.session.refresh(carried)
    if mark_of(carried) != seen:
        raise LookedAtMeanwhile(str(carried.id))
    if not can_code(person, carried.submission) or carried.code_id not in catalogue().by_id:
        raise NotPossible(carried.submission.status)


def _coding_of(carried: CarriedCoding) -> Coding | None:
    return db.session.scalar(select(Coding).where(_same(carried)).limit(1))


def _same(carried: CarriedCoding) -> ColumnElement[bool]:
    """The codings, of the whole text or passages, that a row is about."""
    return (Coding.submission_id == carried.submission_id) & (Coding.code_id == carried.code_id)


def _decided(person: Person, carried: CarriedCoding) -> None:
    carried.looked_at, carried.looked_by_id = now(), person.id
    # Codes belong to the item: who had it open before must see them, so its version rises.
    flag_modified(carried.submission, "status")
    db.session.flush()
    if carried.submission.status == "published":
        public_content_changed()
    record(person.id, "coded", carried.submission.public_number)
