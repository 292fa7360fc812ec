"""Assigning codes: to the whole text, and to passages of one version of it."""

from collections.abc import Iterable

from sqlalchemy import delete, select
from sqlalchemy.orm.attributes import flag_modified

from app.accounts.models import Person
from app.accounts.services import record
from app.guidelines.queries import catalogue
from app.moderation.models import Coding
from app.moderation.policy import can_change_codes, can_code
from app.moderation.queries import second_coding_of
from app.moderation.services.changes import ChangedMeanwhile
from app.moderation.services.drawing import freeze_or_draw
from app.moderation.services.looking import looked_through
from app.shared.clock import now
from app.shared.database import db
from app.shared.errors import NotPossible
from app.shared.page_cache import public_content_changed
from app.shared.transactions import writes
from app.submissions.models import KeptText, Submission
from app.submissions.services import keep_text


def replace_codes(
    person: Person, submission: Submission, code_ids: Iterable[int], note: str | None
) -> None:
    """Keep what stays as it was coded; remove and add the rest; draw for second coding.

    Only codes of the version in force that stand for the whole text are concerned. Nothing happens
    while the codes are sealed for this person.
    """
    if not can_change_codes(person, second_coding_of(submission.id)):
        return
    looked_through(person, submission)
    wanted = set(code_ids)
    whole = (Coding.submission_id == submission.id) & Coding.start_at.is_(None)
    stored = select(Coding.code_id).where(whole, Coding.code_id.in_(catalogue().by_id))
    known = set(db.session.scalars(stored))
    db.session.execute(delete(Coding).where(whole, Coding.code_id.in_(known - wanted)))
    for code_id in sorted(wanted - known):
        _add(person, submission, code_id, note)
    db.session.flush()
    freeze_or_draw(person, submission)


@writes
def code_passage(
    person: Person,
    submission: Submission,
    expected_version: int,
    code_id: int,
    passage: tuple[int, int],
) -> None:
    """Assign a code to the passage [start, end) of the original text, in code points.

    Raises `ChangedMeanwhile`, or `NotPossible` if the passage does not lie within the text. The
    same code on the same passage stays one coding.
    """
    _expect(person, submission, expected_version)
    start, end = passage
    if not 0 <= start < end <= len(submission.text or ""):
        raise NotPossible("no such passage")
    keep_text(submission)
    place = {"start_at": start, "end_at": end, "text_version": submission.text_version}
    same = select(Coding).filter_by(submission_id=submission.id, code_id=code_id, **place)
    if db.session.scalar(same) is None:
        _add(person, submission, code_id, None, **place)
    _changed(person, submission)


@writes
def remove_passage(
    person: Person, submission: Submission, expected_version: int, coding_id: int
) -> None:
    """Remove a code from its passage; raise `ChangedMeanwhile`."""
    _expect(person, submission, expected_version)
    own = (Coding.submission_id == submission.id) & Coding.start_at.is_not(None)
    db.session.execute(delete(Coding).where(own, Coding.id == coding_id))
    used = select(Coding.text_version).where(own)
    kept = KeptText.submission_id == submission.id
    db.session.execute(delete(KeptText).where(kept, KeptText.version.not_in(used)))
    _changed(person, submission)


def _expect(person: Person, submission: Submission, expected_version: int) -> None:
    db.session.refresh(submission)
    if submission.version != expected_version:
        raise ChangedMeanwhile(submission.public_number)
    second = second_coding_of(submission.id)
    if not (can_code(person, submission) and can_change_codes(person, second)):
        raise NotPossible("coding")


def _add(
    person: Person, submission: Submission, code_id: int, note: str | None, **place: int
) -> None:
    coding = Coding(submission_id=submission.id, code_id=code_id, coder_id=person.id, **place)
    coding.note, coding.at = note, now()
    db.session.add(coding)


def _changed(person: Person, submission: Submission) -> None:
    """Codes belong to the item: who had it open before must see them, so its version rises."""
    flag_modified(submission, "status")
    db.session.flush()
    freeze_or_draw(person, submission)
    if submission.status == "published":
        public_content_changed()
    record(person.id, "passage coded", submission.public_number)
