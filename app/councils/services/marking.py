"""Noting what a council thinks of a contribution, and what its members have seen."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from app.accounts.models import Person
from app.accounts.policy import councils_of
from app.accounts.services import record
from app.areas.models import Council
from app.councils.models import CouncilMark, CouncilVisit
from app.councils.policy import can_read
from app.councils.queries import mark_of
from app.shared.clock import now
from app.shared.database import db
from app.shared.errors import Conflict, NotPossible
from app.shared.page_cache import public_content_changed
from app.shared.transactions import writes
from app.submissions.models import Submission
from app.submissions.services import note_event

SUPPORTED = "council_supports"


@dataclass(frozen=True)
class MarkDraft:
    """What a council notes: support is public, the rest is for the council."""

    is_supported: bool = False
    priority: str | None = None
    is_done: bool = False
    done_note: str | None = None


@writes
def note_visit(person: Person, council: Council, until: dt.datetime) -> None:
    """Remember that the person has seen what came in until then; never goes back in time."""
    if council.id not in councils_of(person):
        raise NotPossible(council.key)
    until = min(until, now())
    visit = db.session.get(CouncilVisit, (council.id, person.id))
    if visit is None:
        visit = CouncilVisit(council_id=council.id, person_id=person.id, seen_until=until)
        db.session.add(visit)
    visit.seen_until = max(visit.seen_until, until)
    db.session.flush()


@writes
def mark(person: Person, submission: Submission, expected_version: int, draft: MarkDraft) -> None:
    """Note what the council thinks; version 0 stands for no mark yet.

    Raises `Conflict` if another member was quicker, `NotPossible` if it is not theirs.
    """
    if not can_read(person, submission) or submission.area is None:
        raise NotPossible(submission.public_number)
    council_id = submission.area.council_id
    assert council_id is not None
    found = mark_of(council_id, submission.id)
    if (found.version if found else 0) != expected_version:
        raise Conflict(submission.public_number)
    was_supported = found is not None and found.is_supported
    if found is None:
        found = CouncilMark(submission_id=submission.id, council_id=council_id)
        db.session.add(found)
    found.is_supported, found.priority = draft.is_supported, draft.priority
    found.is_done, found.done_note = draft.is_done, draft.done_note if draft.is_done else None
    found.person_id, found.at = person.id, now()
    _flush(submission)
    record(person.id, "council marked", submission.public_number)
    if was_supported != draft.is_supported:
        _tell(submission, draft.is_supported)


def _tell(submission: Submission, is_supported: bool) -> None:
    """Everybody sees the support, and who wrote the contribution reads of it."""
    if is_supported and submission.area and submission.area.council:
        council = submission.area.council
        note_event(submission.id, SUPPORTED, council.key, council.name)
    public_content_changed()


def _flush(submission: Submission) -> None:
    try:
        db.session.flush()
    except (StaleDataError, IntegrityError):
        raise Conflict(submission.public_number) from None
