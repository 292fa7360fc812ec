"""Lines of history, of the status and of other things, and news for the submitter."""

import datetime as dt

from sqlalchemy import insert

from app.accounts.models import Person
from app.shared.clock import now
from app.shared.database import db, table_of
from app.shared.jobs import put_in
from app.shared.transactions import writes
from app.submissions.models import Contact, StatusChange, SubmissionEvent
from app.submissions.policy import UNDO_TIME

_LINE = insert(table_of(StatusChange))


def remember(
    submission_id: int,
    moment: dt.datetime,
    to_status: str,
    before: str | None = None,
    person: Person | None = None,
    reason: str | None = None,
) -> None:
    """Write a line of history; without a person the submitter did it."""
    line = {
        "submission_id": submission_id,
        "from_status": before,
        "to_status": to_status,
        "reason": reason,
        "person_id": person.id if person else None,
        "at": moment,
    }
    db.session.connection().execute(_LINE, line)


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
    """Have a mail sent, if the submitter left an address; about decisions when they are final."""
    if db.session.get(Contact, submission_id) is not None:
        delay = UNDO_TIME if event in ("published", "declined") else dt.timedelta(0)
        put_in("submission_mail", {"submission_id": submission_id, "event": event}, delay=delay)
