"""Workshops: a group talked, and one note after the other is keyed in."""

import datetime as dt
from dataclasses import dataclass

from app.accounts.models import Person
from app.guidelines.queries import catalogue
from app.shared.clock import now
from app.shared.database import db
from app.shared.errors import NotPossible
from app.shared.secrets import keyed_hash
from app.shared.transactions import writes
from app.submissions.models import Submission, Workshop
from app.submissions.policy import is_open, may_enter_notes
from app.submissions.queries import RECEIPT_PURPOSE
from app.submissions.queries.organisations import last_note
from app.submissions.services import SubmissionDraft, receipt_code, submit, withdraw


@dataclass(frozen=True)
class WorkshopPlan:
    """What the notes of a workshop have in common, checked and ready."""

    organisation_id: int | None
    consultation_id: int
    held_on: dt.date
    place: str
    area_id: int | None
    target_group: str | None
    people: int
    is_example: bool = False


@dataclass(frozen=True)
class Note:
    """One note: for how many of the group it stands; `area_id` None is the whole city."""

    text: str
    voices: int
    area_id: int | None
    kind: str | None = None
    language: str = "de"


@writes
def open_workshop(person: Person, plan: WorkshopPlan) -> Workshop:
    """Store a workshop, so that its notes can be keyed in."""
    workshop = Workshop(created_by_id=person.id, created_at=now(), **vars(plan))
    db.session.add(workshop)
    db.session.flush()
    return workshop


def add_note(person: Person, workshop: Workshop, note: Note, submission_key: str) -> str:
    """Store a note as one contribution with its voices, and return its public number.

    It is passed on for others: the group said it, the person only keys it in. Raises `NotPossible`
    and, like every contribution that is sent twice with other content, `OtherContent`.
    """
    if not may_enter_notes(person, workshop):
        raise NotPossible("no workshop of this person")
    return submit(_draft(person, workshop, note), submission_key)


def take_last_note_back(person: Person, workshop: Workshop) -> str:
    """Delete the last note that the person keyed in, and return its text.

    Raises `NotPossible` if there is none, or somebody has decided about it.
    """
    note = last_note(workshop.id, person.id)
    if note is None or not is_open(note) or not may_enter_notes(person, workshop):
        raise NotPossible("no note to take back")
    text = note.text or ""
    withdraw(note)
    return text


def printable_code(submission: Submission) -> str | None:
    """Return the receipt code of a note, or None if the keys have changed since."""
    code = receipt_code(submission.submission_key)
    return code if keyed_hash(RECEIPT_PURPOSE, code) == submission.receipt_hash else None


def _draft(person: Person, workshop: Workshop, note: Note) -> SubmissionDraft:
    organisation = workshop.organisation
    target = catalogue().by_key.get(workshop.target_group or "")
    return SubmissionDraft(
        consultation_id=workshop.consultation_id,
        place="area" if note.area_id else "city",
        area_id=note.area_id,
        text=note.text,
        kind=note.kind,
        contributor_kind=organisation.kind if organisation else "resident",
        organisation=organisation.name if organisation else None,
        organisation_id=workshop.organisation_id,
        on_behalf="others",
        language=note.language,
        channel="workshop",
        code_ids=(target.id,) if target else (),
        is_example=workshop.is_example,
        days_to_decide=workshop.consultation.days_to_decide,
        entered_by_id=person.id,
        workshop_id=workshop.id,
        voices=note.voices,
    )
