"""Hearing councils before a decision: opening, answering, silence, closing."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy.orm.exc import StaleDataError

from app.accounts.models import Person
from app.accounts.queries import people_of_council
from app.accounts.services import record
from app.councils.models import Hearing, HearingReply
from app.councils.policy import can_answer, can_close, works_on_deadlines
from app.councils.queries.hearings import reply_in_silence
from app.moderation.services import ChangedMeanwhile
from app.shared.clock import now, to_local, today
from app.shared.database import db
from app.shared.errors import NotPossible
from app.shared.idle import when_idle
from app.shared.jobs import put_in
from app.shared.page_cache import public_content_changed
from app.shared.transactions import writes
from app.shared.uploads import CheckedPdf, keep_file
from app.submissions.services.counting import next_number


@dataclass(frozen=True)
class HearingDraft:
    """What the administration asks whom, and the last day for an answer (Europe/Berlin)."""

    title: str
    text: str
    reply_until: dt.date
    council_ids: tuple[int, ...]
    office_id: int | None = None
    pdf: CheckedPdf | None = None


@dataclass(frozen=True)
class ReplyDraft:
    """What a council answers; without a text it says that it gives no statement."""

    text: str | None
    resolved_on: dt.date | None = None
    resolution_number: str = ""


@writes
def open_hearing(person: Person, draft: HearingDraft, *, is_example: bool = False) -> Hearing:
    """Open a hearing and tell the councils; raise `NotPossible` for nobody or a day gone by."""
    moment = now()
    if not works_on_deadlines(person) or not draft.council_ids or draft.reply_until < today():
        raise NotPossible("a hearing needs councils and a day to come")
    series = f"H-{to_local(moment).year}"
    hearing = Hearing(
        public_number=f"{series}-{next_number(series):03d}",
        office_id=draft.office_id,
        title=draft.title,
        text=draft.text,
        reply_until=draft.reply_until,
        opened_at=moment,
        opened_by_id=person.id,
        is_example=is_example,
        replies=[HearingReply(council_id=council_id) for council_id in draft.council_ids],
        documents=[keep_file(draft.pdf, person.id)] if draft.pdf else [],
    )
    db.session.add(hearing)
    db.session.flush()
    record(person.id, "hearing opened", hearing.public_number)
    about = {"kind": "hearing", "number": hearing.public_number}
    for council_id in draft.council_ids:
        for member in people_of_council(council_id):
            due = {"due_on": str(draft.reply_until), "person_id": member.id}
            put_in("council_mail", about | due)
    return hearing


@writes
def add_document(person: Person, hearing: Hearing, pdf: CheckedPdf) -> None:
    """Add a document to an open hearing; raise `NotPossible`."""
    db.session.refresh(hearing)
    if not can_close(person, hearing):
        raise NotPossible(hearing.status)
    hearing.documents.append(keep_file(pdf, person.id))
    db.session.flush()
    record(person.id, "hearing document added", hearing.public_number)


@writes
def answer_hearing(
    person: Person, reply: HearingReply, expected_version: int, draft: ReplyDraft
) -> None:
    """Answer for a council, late as well, until the hearing is closed.

    Raises `ChangedMeanwhile` if another member was quicker, `NotPossible`.
    """
    db.session.refresh(reply)
    if reply.version != expected_version:
        raise ChangedMeanwhile(f"reply {reply.id}")
    if not can_answer(person, reply):
        raise NotPossible(reply.status)
    reply.status = "answered" if draft.text else "no_statement"
    reply.text = draft.text or None
    reply.resolved_on, reply.resolution_number = draft.resolved_on, draft.resolution_number
    reply.answered_at, reply.answered_by_id = now(), person.id
    try:
        db.session.flush()
    except StaleDataError:
        raise ChangedMeanwhile(f"reply {reply.id}") from None
    record(person.id, f"hearing {reply.status}", reply.hearing.public_number)


@writes
def close_hearing(person: Person, hearing: Hearing, expected_version: int) -> None:
    """Close the hearing: nobody answers any more, and everybody may read it.

    Raises `ChangedMeanwhile`, `NotPossible`. Councils that said nothing by then stay silent.
    """
    db.session.refresh(hearing)
    if hearing.version != expected_version:
        raise ChangedMeanwhile(hearing.public_number)
    if not can_close(person, hearing):
        raise NotPossible(hearing.status)
    for reply in hearing.replies:
        reply.status = "silent" if reply.status == "waiting" else reply.status
    hearing.status, hearing.closed_at = "closed", now()
    db.session.flush()
    record(person.id, "hearing closed", hearing.public_number)
    public_content_changed()


@when_idle
def note_silence() -> bool:
    """Note that a council did not answer in time; it still can, marked as late."""
    if reply_in_silence() is None:
        return False
    _note_silence()
    return True


@writes
def _note_silence() -> None:
    reply = reply_in_silence()
    if reply is not None:  # else another worker was quicker
        reply.status = "silent"
        db.session.flush()
        number = reply.hearing.public_number
        record(None, "hearing silent", f"{number} council:{reply.council_id}")
