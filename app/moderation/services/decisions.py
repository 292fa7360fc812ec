"""Decisions of moderators: publish, decline, assign codes, take back."""

import datetime as dt
from collections.abc import Iterable

from sqlalchemy.orm.attributes import flag_modified

from app.accounts.models import Person
from app.accounts.services import record
from app.moderation.policy import (
    can_ask,
    can_change_codes,
    can_code,
    can_decline,
    can_forward,
    can_hold,
    can_publish,
    can_take_back,
    can_undo,
)
from app.moderation.queries import second_coding_of
from app.moderation.services.changes import ChangedMeanwhile
from app.moderation.services.coding import replace_codes
from app.moderation.services.offers import note_concepts
from app.moderation.services.searching import make_findable, make_unfindable
from app.shared.clock import now
from app.shared.database import db
from app.shared.errors import NotPossible
from app.shared.page_cache import public_content_changed
from app.shared.transactions import writes
from app.submissions import services as submissions
from app.submissions.models import Submission
from app.submissions.queries import entry_of


@writes
def publish(
    person: Person,
    submission: Submission,
    expected_version: int,
    passages: list[tuple[int, int]],
    code_ids: Iterable[int],
    note: str | None,
) -> None:
    """Publish with passages blackened and codes assigned; raise `ChangedMeanwhile`."""
    _expect(submission, expected_version, can_publish(person, submission))
    replace_codes(person, submission, code_ids, note)
    submissions.publish(submission, person, passages)
    make_findable(submission)
    note_concepts(submission)
    record(person.id, "published", submission.public_number)


@writes
def decline(
    person: Person,
    submission: Submission,
    expected_version: int,
    reason: str,
    rule_key: str | None = None,
) -> None:
    """Decline with a reason that the submitter sees; raise `ChangedMeanwhile`."""
    _expect(submission, expected_version, can_decline(person, submission))
    submissions.decline(submission, person, reason, rule_key)
    record(person.id, "declined", submission.public_number)


@writes
def ask(person: Person, submission: Submission, expected_version: int, question: str) -> None:
    """Ask the submitter something; raise `ChangedMeanwhile`."""
    _expect(submission, expected_version, can_ask(person, submission))
    submissions.ask(submission, person, question)
    record(person.id, "asked", submission.public_number)


@writes
def hold(
    person: Person,
    submission: Submission,
    expected_version: int,
    note: str,
    until: dt.datetime | None,
) -> None:
    """Put aside with a note for colleagues, perhaps until a moment; raise `ChangedMeanwhile`."""
    _expect(submission, expected_version, can_hold(person, submission))
    submissions.hold(submission, person, note, until)
    record(person.id, "held", submission.public_number)


@writes
def forward(
    person: Person,
    submission: Submission,
    expected_version: int,
    recipient: str,
    note: str | None,
) -> None:
    """Pass on to an office or council, whose name the submitter sees; raise `ChangedMeanwhile`."""
    _expect(submission, expected_version, can_forward(person, submission))
    submissions.forward(submission, person, recipient, note)
    record(person.id, "forwarded", submission.public_number)


@writes
def undo(person: Person, submission: Submission, expected_version: int) -> None:
    """Take one's last action back, into the state before it; raise `ChangedMeanwhile`."""
    db.session.refresh(submission)
    entry = entry_of(submission)
    _expect(submission, expected_version, can_undo(person, entry, now()))
    submissions.undo(submission, person)
    if submission.status != "published":
        make_unfindable(submission)
    record(person.id, "undone", submission.public_number)


@writes
def assign_codes(
    person: Person,
    submission: Submission,
    expected_version: int,
    code_ids: Iterable[int],
    note: str | None,
) -> None:
    """Replace the codes of a contribution; raise `ChangedMeanwhile`."""
    may_change = can_change_codes(person, second_coding_of(submission.id))
    _expect(submission, expected_version, may_change and can_code(person, submission))
    replace_codes(person, submission, code_ids, note)
    # Codes belong to the item: who had it open before must see them, so its version rises.
    flag_modified(submission, "status")
    db.session.flush()
    if submission.status == "published":
        public_content_changed()
    record(person.id, "coded", submission.public_number)


@writes
def take_back(person: Person, submission: Submission, expected_version: int) -> None:
    """Put what was decided or put aside back into the queue; raise `ChangedMeanwhile`."""
    _expect(submission, expected_version, can_take_back(person, submission))
    submissions.change_status(submission, "received", person)
    make_unfindable(submission)
    record(person.id, "taken back", submission.public_number)


@writes
def note_look_at_original(person: Person, submission: Submission) -> None:
    """Keep on record that somebody looked at the text under the blackened passages."""
    record(person.id, "original viewed", submission.public_number)


def _expect(submission: Submission, expected_version: int, allowed: bool) -> None:
    db.session.refresh(submission)
    if submission.version != expected_version:
        raise ChangedMeanwhile(submission.public_number)
    if not allowed:
        raise NotPossible(submission.status)
