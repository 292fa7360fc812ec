"""Concerns: contributions that say the same, merged under a neutral title, and split again.

Every contribution stays as it is, is counted and keeps its receipt; its submitter reads in the
history where it belongs.
"""

from collections.abc import Sequence

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from app.accounts.models import Person
from app.accounts.services import record
from app.moderation.models import Concern, ConcernMember
from app.moderation.policy import FEWEST_IN_CONCERN, can_edit_concerns, can_merge
from app.moderation.queries import concerns_of, member_ids
from app.moderation.services.changes import ChangedMeanwhile, StillNeeded
from app.shared.clock import now, to_local
from app.shared.database import connection, db, insert_or, rows_affected, table_of
from app.shared.errors import NotPossible
from app.shared.page_cache import public_content_changed
from app.shared.transactions import writes
from app.submissions.models import Submission
from app.submissions.services import note_event, tell_submitter
from app.submissions.services.counting import next_number

JOINED, LEFT = "concern_joined", "concern_left"


@writes
def create_concern(
    person: Person, submissions: Sequence[Submission], title: str, *, is_example: bool = False
) -> Concern:
    """Merge two contributions or more into a new concern.

    Raises `NotPossible`, and `ChangedMeanwhile` if one of them belongs to a concern already.
    """
    if len({submission.id for submission in submissions}) < FEWEST_IN_CONCERN:
        raise NotPossible("one contribution is no concern")
    moment = now()
    series = f"A-{to_local(moment).year}"
    concern = Concern(
        public_number=f"{series}-{next_number(series):04d}",
        title=title,
        created_at=moment,
        active_at=moment,
        created_by_id=person.id,
        is_example=is_example,
    )
    db.session.add(concern)
    db.session.flush()
    record(person.id, "concern created", concern.public_number)
    _join(person, concern, submissions)
    return concern


@writes
def add_to_concern(
    person: Person, concern: Concern, expected_version: int, submissions: Sequence[Submission]
) -> None:
    """Add contributions; raise `ChangedMeanwhile` or `NotPossible`, then none is added."""
    _expect(person, concern, expected_version)
    _touch(concern)
    _join(person, concern, submissions)


@writes
def take_out(
    person: Person, concern: Concern, expected_version: int, submission: Submission
) -> bool:
    """Split a contribution off; return whether the concern is still there.

    The last but one takes the concern with it, unless something rests on it. Raises
    `ChangedMeanwhile` if it is not in it.
    """
    _expect(person, concern, expected_version)
    _leave(person, concern, [submission.id])
    if len(member_ids(concern.id)) < FEWEST_IN_CONCERN and not _is_needed(concern):
        dissolve(person, concern, concern.version)
        return False
    _touch(concern)
    return True


@writes
def rename(person: Person, concern: Concern, expected_version: int, title: str) -> None:
    """Give another title; raise `ChangedMeanwhile`."""
    _expect(person, concern, expected_version)
    concern.title = title
    _touch(concern)
    record(person.id, "concern renamed", concern.public_number)


@writes
def dissolve(person: Person, concern: Concern, expected_version: int) -> None:
    """Take all contributions out and delete the concern; its number is not given out again.

    Raises `ChangedMeanwhile`, or `StillNeeded` if an answer or a measure rests on it: the
    database says so, since rooms above refer to it. Then nothing of it is done.
    """
    _expect(person, concern, expected_version)
    if _is_needed(concern):
        raise StillNeeded(concern.public_number)
    _leave(person, concern, member_ids(concern.id))
    db.session.delete(concern)
    _flush(concern)
    record(person.id, "concern dissolved", concern.public_number)


def merge_state(item: Submission, other: Submission) -> str:
    """Return what a merge of the two rests on: the concerns that they belong to, and versions."""
    concerns = concerns_of([item.id, other.id])
    return ",".join(_state(concerns.get(one.id)) for one in (item, other))


@writes
def merge(
    person: Person, item: Submission, other: Submission, seen: str, title: str | None
) -> Concern:
    """Put two contributions together: into the concern of one of them, else into a new one.

    `seen` is the `merge_state` that was on the screen. Raises `ChangedMeanwhile` if it is not so
    any more, `NotPossible` if each belongs to a concern already.
    """
    if merge_state(item, other) != seen:
        raise ChangedMeanwhile(item.public_number)
    concerns = concerns_of([item.id, other.id])
    if not concerns:
        return create_concern(person, [item, other], title or "")
    if len(concerns) > 1:
        raise NotPossible("both belong to concerns")
    concern = next(iter(concerns.values()))
    new = other if item.id in concerns else item
    add_to_concern(person, concern, concern.version, [new])
    return concern


def _is_needed(concern: Concern) -> bool:
    """Whether a room above refers to the concern: tried in a savepoint that is always undone."""
    member = table_of(ConcernMember)
    trial = connection().begin_nested()
    try:
        connection().execute(delete(member).where(member.c.concern_id == concern.id))
        connection().execute(delete(table_of(Concern)).where(Concern.id == concern.id))
    except IntegrityError:
        return True
    finally:
        trial.rollback()
    return False


def _state(concern: Concern | None) -> str:
    return f"{concern.public_number}.{concern.version}" if concern else "-"


def _expect(person: Person, concern: Concern, expected_version: int) -> None:
    db.session.refresh(concern)
    if concern.version != expected_version:
        raise ChangedMeanwhile(concern.public_number)
    if not can_edit_concerns(person):
        raise NotPossible(concern.public_number)


def _touch(concern: Concern) -> None:
    concern.active_at = now()
    _flush(concern)
    public_content_changed()


def _flush(concern: Concern) -> None:
    try:
        db.session.flush()
    except StaleDataError:
        raise ChangedMeanwhile(concern.public_number) from None


def _join(person: Person, concern: Concern, submissions: Sequence[Submission]) -> None:
    table = table_of(ConcernMember)
    once = insert_or(table).on_conflict_do_nothing(index_elements=["submission_id"])
    once = once.returning(table.c.submission_id)
    for submission in submissions:
        if not can_merge(person, submission):
            raise NotPossible(submission.status)
        values = {"submission_id": submission.id, "concern_id": concern.id, "at": now()}
        if db.session.execute(once, values | {"person_id": person.id}).scalar() is None:
            raise ChangedMeanwhile(submission.public_number)
        note_event(submission.id, JOINED, concern.public_number, concern.title)
        tell_submitter(submission.id, JOINED)
        record(person.id, f"merged into {concern.public_number}", submission.public_number)
    public_content_changed()


def _leave(person: Person, concern: Concern, submission_ids: Sequence[int]) -> None:
    for submission_id in submission_ids:
        own = ConcernMember.concern_id == concern.id
        gone = delete(ConcernMember).where(own, ConcernMember.submission_id == submission_id)
        if not rows_affected(db.session.execute(gone)):
            raise ChangedMeanwhile(concern.public_number)
        note_event(submission_id, LEFT, concern.public_number, concern.title)
        number = db.session.get_one(Submission, submission_id).public_number
        record(person.id, f"taken out of {concern.public_number}", number)
    public_content_changed()
