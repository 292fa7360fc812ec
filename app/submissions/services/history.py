"""Lines of history, of the status and of other things, and news for the submitter."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import delete, insert

from app.accounts.models import Person
from app.shared.clock import now
from app.shared.database import connection, db, table_of
from app.shared.jobs import put_in
from app.shared.transactions import writes
from app.submissions.models import Contact, StatusChange, SubmissionEvent
from app.submissions.policy import TOLD_LATER, UNDO_TIME

_LINE = insert(table_of(StatusChange))


@dataclass(frozen=True)
class Why:
    """What is said about a change: reason and recipient to the submitter, a note to colleagues.

    `until` is when a resting contribution comes back by itself, `since` when it came into the
    state if that was earlier (an undo, a restriction that was lifted), `cause` one of `CAUSES`.
    """

    reason: str | None = None
    note: str | None = None
    recipient: str | None = None
    rule_key: str | None = None
    cause: str | None = None
    until: dt.datetime | None = None
    since: dt.datetime | None = None


NOTHING_SAID = Why()


def remember(
    submission_id: int,
    moment: dt.datetime,
    to_status: str,
    before: str | None = None,
    person: Person | None = None,
    why: Why = NOTHING_SAID,
) -> None:
    """Write a line of history; without a person the submitter did it."""
    line = {
        "submission_id": submission_id,
        "from_status": before,
        "to_status": to_status,
        "reason": why.reason,
        "note": why.note,
        "recipient": why.recipient,
        "rule_key": why.rule_key,
        "cause": why.cause,
        "waits_until": why.until,
        "person_id": person.id if person else None,
        "at": moment,
    }
    connection().execute(_LINE, line)


@writes
def note_event(
    submission_id: int, kind: str, reference: str | None = None, title: str | None = None
) -> None:
    """Write a line that the submitter sees beside the history; `kind` names its sentence."""
    line = SubmissionEvent(submission_id=submission_id, at=now(), kind=kind)
    line.reference, line.title = reference, title
    db.session.add(line)
    db.session.flush()


def tell_submitter(submission_id: int, event: str) -> None:
    """Have a mail sent, if the submitter left an address; what can be undone is told later.

    A room above may tell of an `answer` (somebody answered in public) or of `news`.
    """
    if db.session.get(Contact, submission_id) is not None:
        delay = UNDO_TIME if event in TOLD_LATER else dt.timedelta(0)
        put_in("submission_mail", {"submission_id": submission_id, "event": event}, delay=delay)


@writes
def stop_news(submission_id: int) -> None:
    """Delete the address that the submitter left; nobody is told anything from now on."""
    db.session.execute(delete(Contact).where(Contact.submission_id == submission_id))
