"""Writing a statement, releasing it, taking it back; each leaves a line in the audit trail."""

import datetime as dt
from dataclasses import dataclass

from app.accounts.models import Person
from app.accounts.policy import councils_of
from app.accounts.services import record
from app.areas.models import Council
from app.councils.models import Statement
from app.councils.policy import can_edit, can_withdraw
from app.councils.queries import Subject
from app.moderation.queries import concern_by_number, member_ids
from app.shared.clock import now
from app.shared.database import db
from app.shared.errors import NotPossible
from app.shared.page_cache import public_content_changed
from app.shared.transactions import writes
from app.shared.uploads import CheckedPdf, forget_file, keep_file
from app.shared.versions import expect_version, flush_or_conflict
from app.submissions.queries import by_public_number
from app.submissions.services import note_event

RELEASED, WITHDRAWN = "statement_released", "statement_withdrawn"


@dataclass(frozen=True)
class StatementDraft:
    """What a council writes; without a new `file` the one that is there stays."""

    label: str
    text: str
    decided_on: dt.date
    file: CheckedPdf | None = None
    without_file: bool = False


@writes
def create_statement(
    person: Person,
    council: Council,
    subject: Subject,
    draft: StatementDraft,
    *,
    is_example: bool = False,
) -> Statement:
    """Store a draft; raise `NotPossible` unless the person speaks for the council."""
    if council.id not in councils_of(person):
        raise NotPossible(council.key)
    statement = Statement(
        council_id=council.id,
        subject_kind=subject.kind,
        subject_key=subject.key,
        subject_title=subject.title,
        created_by_id=person.id,
        is_example=is_example,
    )
    _fill(person, statement, draft)
    db.session.add(statement)
    db.session.flush()
    record(person.id, "statement written", f"statement:{statement.id}")
    return statement


@writes
def change_statement(
    person: Person, statement: Statement, expected_version: int, draft: StatementDraft
) -> None:
    """Change a draft; raise `Conflict` if another member was quicker, or `NotPossible`."""
    _expect(person, statement, expected_version)
    _fill(person, statement, draft)
    flush_or_conflict(str(statement.id))
    record(person.id, "statement changed", f"statement:{statement.id}")


@writes
def release_statement(person: Person, statement: Statement, expected_version: int) -> None:
    """Make a draft public; from then on nobody changes it. Raises `Conflict`, `NotPossible`."""
    _expect(person, statement, expected_version)
    statement.status = "released"
    statement.released_at = statement.changed_at = now()
    flush_or_conflict(str(statement.id))
    record(person.id, "statement released", f"statement:{statement.id}")
    _tell_submitters(statement, RELEASED)


@writes
def withdraw_statement(
    person: Person, statement: Statement, expected_version: int, reason: str
) -> None:
    """Take a released statement back; that it was there stays public, with the reason."""
    expect_version(statement, expected_version, str(statement.id))
    if not can_withdraw(person, statement):
        raise NotPossible(statement.status)
    statement.status, statement.withdrawal_reason = "withdrawn", reason
    statement.withdrawn_at = statement.changed_at = now()
    flush_or_conflict(str(statement.id))
    record(person.id, "statement withdrawn", f"statement:{statement.id}")
    _tell_submitters(statement, WITHDRAWN)


@writes
def discard_statement(person: Person, statement: Statement, expected_version: int) -> None:
    """Throw a draft away; raise `Conflict` or `NotPossible`."""
    _expect(person, statement, expected_version)
    file = statement.file
    db.session.delete(statement)
    flush_or_conflict(str(statement.id))
    if file is not None:
        forget_file(file)
    record(person.id, "statement discarded", f"statement:{statement.id}")


def _expect(person: Person, statement: Statement, expected_version: int) -> None:
    expect_version(statement, expected_version, str(statement.id))
    if not can_edit(person, statement):
        raise NotPossible(statement.status)


def _fill(person: Person, statement: Statement, draft: StatementDraft) -> None:
    statement.label, statement.text = draft.label, draft.text
    statement.decided_on, statement.changed_at = draft.decided_on, now()
    if draft.file is None and not draft.without_file:
        return
    earlier = statement.file
    statement.file = keep_file(draft.file, person.id) if draft.file else None
    if earlier is not None:
        db.session.flush()
        forget_file(earlier)


def _tell_submitters(statement: Statement, kind: str) -> None:
    """Who wrote what the statement is about reads of it in the history; public pages change."""
    for submission_id in _submissions_of(statement):
        note_event(submission_id, kind, f"statement:{statement.id}", statement.label)
    public_content_changed()


def _submissions_of(statement: Statement) -> list[int]:
    if statement.subject_kind == "submission":
        submission = by_public_number(statement.subject_key)
        return [submission.id] if submission else []
    concern = concern_by_number(statement.subject_key)
    if statement.subject_kind != "concern" or concern is None:
        return []
    return list(member_ids(concern.id))
