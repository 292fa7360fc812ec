"""Storing a contribution: once, with its number, its receipt and the first line of its history.

Everything that can be worked out before is worked out before the transaction begins, because
writers wait for each other from there on.
"""

import datetime as dt
import functools
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import insert

from app.consultations.models import DAYS_TO_DECIDE
from app.shared.clock import from_local, now, to_local
from app.shared.database import connection, db, insert_or, table_of
from app.shared.errors import Conflict
from app.shared.secrets import derived_code, encrypt, fingerprint, keyed_hash
from app.shared.transactions import writes
from app.shared.workdays import add_working_days
from app.submissions.models import CodeHint, Contact, Submission
from app.submissions.queries import RECEIPT_PURPOSE, by_submission_key
from app.submissions.services.counting import Weight, count_one_more, give_number_back, next_number
from app.submissions.services.history import remember, tell_submitter
from app.submissions.services.notice import version_in_force


class OtherContent(Conflict):
    """The same form was sent before with other content; the first one stands."""


@dataclass(frozen=True)
class SubmissionDraft:
    """What somebody is about to submit, checked and ready.

    `organisation_id` is the known organisation that speaks, `entered_by_id` who keys it in for
    somebody else, `voices` for how many people it stands.
    `received_at` is when a letter or call came, if that was not just now.
    """

    consultation_id: int
    place: str
    text: str
    area_id: int | None = None
    kind: str | None = None
    contributor_kind: str = "resident"
    organisation: str | None = None
    organisation_id: int | None = None
    entered_by_id: int | None = None
    on_behalf: str = "self"
    language: str = "de"
    channel: str = "web"
    code_ids: tuple[int, ...] = ()
    email: str | None = field(default=None, repr=False)
    is_example: bool = False
    received_at: dt.datetime | None = None
    days_to_decide: int = DAYS_TO_DECIDE
    workshop_id: int | None = None
    voices: int = 1

    def fingerprint(self) -> str:
        """Return the same hash for the same content."""
        return fingerprint(
            *map(str, (self.consultation_id, self.place, self.area_id, self.kind)),
            *map(str, (self.contributor_kind, self.organisation, self.on_behalf)),
            *map(str, sorted(self.code_ids)),
            self.email or "",
            self.text,
            *map(str, (self.organisation_id, self.workshop_id, self.voices)),
        )


def receipt_code(submission_key: str) -> str:
    """Return the secret code for the form with this key; it follows from the key and our secret."""
    return derived_code(RECEIPT_PURPOSE, submission_key)


def due_after(moment: dt.datetime, working_days: int = DAYS_TO_DECIDE) -> dt.datetime:
    """Return the end of the working day by which a contribution should be decided."""
    day = add_working_days(to_local(moment).date(), working_days)
    return from_local(day + dt.timedelta(days=1))


def submit(draft: SubmissionDraft, submission_key: str) -> str:
    """Store a contribution once, and return its public number.

    The same key with the same content returns the number of the first one. Raises `OtherContent`
    if the key was used with other content (trust.md 1.4 no. 1).
    """
    moment = draft.received_at or now()
    times = {"received_at": moment, "due_at": due_after(moment, draft.days_to_decide)}
    return _store(draft, _row(draft, submission_key) | times)


@writes
def _store(draft: SubmissionDraft, row: dict[str, Any]) -> str:
    # The series comes first: it serialises writers, so a second one with this key sees the first.
    moment = row["received_at"]
    series = f"EF-{to_local(moment).year}"
    public_number = f"{series}-{next_number(series):06d}"
    values = row | {"public_number": public_number}
    dialect = db.engine.dialect.name
    submission_id = connection().execute(_insert_once(dialect), values).scalar()
    if submission_id is None:
        give_number_back(series)
        return _earlier(row)
    remember(submission_id, moment, "received")
    weight = Weight(draft.voices, draft.on_behalf == "others")
    count_one_more(draft.consultation_id, draft.area_id, "received", weight)
    _add_details(submission_id, draft, moment)
    return public_number


def _earlier(row: dict[str, Any]) -> str:
    earlier = by_submission_key(row["submission_key"])
    if earlier is None or earlier.content_hash != row["content_hash"]:
        raise OtherContent
    return earlier.public_number


def _row(draft: SubmissionDraft, submission_key: str) -> dict[str, Any]:
    return {
        "submission_key": submission_key,
        "content_hash": draft.fingerprint(),
        "receipt_hash": keyed_hash(RECEIPT_PURPOSE, receipt_code(submission_key)),
        "consultation_id": draft.consultation_id,
        "place": draft.place,
        "area_id": draft.area_id,
        "channel": draft.channel,
        "contributor_kind": draft.contributor_kind,
        "organisation": draft.organisation,
        "organisation_id": draft.organisation_id,
        "entered_by_id": draft.entered_by_id,
        "workshop_id": draft.workshop_id,
        "voices": draft.voices,
        "on_behalf": draft.on_behalf,
        "kind": draft.kind,
        "language": draft.language,
        "text": draft.text,
        "notice_version": version_in_force(),
        "is_example": draft.is_example,
    }


def _add_details(submission_id: int, draft: SubmissionDraft, moment: dt.datetime) -> None:
    hints = [{"submission_id": submission_id, "code_id": code_id} for code_id in draft.code_ids]
    if hints:
        db.session.execute(insert(CodeHint), hints)
    if draft.email:
        contact = {"email_encrypted": encrypt(draft.email), "language": draft.language}
        owner = {"submission_id": submission_id, "created_at": moment}
        db.session.execute(insert(Contact), owner | contact)
        tell_submitter(submission_id, "received")


@functools.cache
def _insert_once(dialect: str) -> Any:
    """The statement for each database; it inserts nothing if the key is known already."""
    once = insert_or(table_of(Submission)).on_conflict_do_nothing(index_elements=["submission_key"])
    return once.returning(table_of(Submission).c.id)
