"""Writing, submitting and answering formal proposals; the clock starts with the receipt."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm.exc import StaleDataError

from app.accounts.models import Person
from app.accounts.queries import people_of_council
from app.accounts.services import record
from app.councils.models import RIGHT_OF_PROPOSAL, Proposal
from app.councils.policy import can_decide, can_submit, can_write_proposal
from app.councils.queries.laws import law_on
from app.councils.services.deadlines import deadline
from app.moderation.services import ChangedMeanwhile
from app.shared.clock import now, to_local, today
from app.shared.database import db
from app.shared.errors import NotPossible
from app.shared.jobs import put_in
from app.shared.page_cache import public_content_changed
from app.shared.transactions import writes
from app.shared.uploads import CheckedPdf, StoredFile, forget_file, keep_file
from app.submissions.models import Submission
from app.submissions.services.counting import next_number


@dataclass(frozen=True)
class ProposalDraft:
    """What a council wrote; `ground_ids` are contributions that the proposal rests on.

    `pdf` takes the place of the resolution that is attached, None leaves it.
    """

    title: str
    text: str
    office_id: int | None
    resolved_on: dt.date | None
    resolution_number: str
    ground_ids: tuple[int, ...] = ()
    pdf: CheckedPdf | None = None


@dataclass(frozen=True)
class Answer:
    """What the competent body decided and when; `outcome` is None if it was sent back."""

    outcome: str | None
    reason: str
    decided_on: dt.date


@writes
def create_proposal(
    person: Person, council_id: int, draft: ProposalDraft, *, is_example: bool = False
) -> Proposal:
    """Store a draft for a council of the person; raise `NotPossible` for another council."""
    proposal = Proposal(
        council_id=council_id,
        status="draft",
        created_at=now(),
        created_by_id=person.id,
        is_example=is_example,
    )
    if not can_write_proposal(person, proposal):
        raise NotPossible("another council")
    _fill(person, proposal, draft)
    db.session.add(proposal)
    db.session.flush()
    record(person.id, "proposal drafted", f"proposal:{proposal.id}")
    return proposal


@writes
def save_proposal(
    person: Person, proposal: Proposal, expected_version: int, draft: ProposalDraft
) -> None:
    """Change a draft; raise `ChangedMeanwhile` if somebody was quicker, `NotPossible`."""
    _expect(proposal, expected_version, can_write_proposal(person, proposal))
    _fill(person, proposal, draft)
    _flush(proposal)
    record(person.id, "proposal changed", f"proposal:{proposal.id}")


@writes
def submit_proposal(person: Person, proposal: Proposal, expected_version: int) -> None:
    """Hand the draft in: it gets its number, and the clock starts with this moment.

    Raises `ChangedMeanwhile`; `NotPossible` if addressee or day of the resolution are missing.
    """
    _expect(proposal, expected_version, can_submit(person, proposal))
    if missing_for_submission(proposal):
        raise NotPossible("the proposal is not complete")
    moment = now()
    law = law_on(RIGHT_OF_PROPOSAL, to_local(moment).date())
    period = deadline(moment, law)
    series = f"V-{to_local(moment).year}"
    proposal.public_number = f"{series}-{next_number(series):03d}"
    proposal.status, proposal.received_at = "submitted", moment
    proposal.due_on, proposal.zone = period.due, period.zone
    proposal.law_key, proposal.law_version = law.key, law.version
    proposal.submitted_by_id = person.id
    _flush(proposal)
    record(person.id, "proposal submitted", proposal.public_number)
    public_content_changed()


@writes
def answer_proposal(
    person: Person, proposal: Proposal, expected_version: int, answer: Answer
) -> None:
    """Record the decision, or that it was sent back, and tell the council.

    Raises `ChangedMeanwhile`, and `NotPossible` for a day before the receipt or in the future.
    """
    _expect(proposal, expected_version, can_decide(person, proposal))
    if not first_day(proposal) <= answer.decided_on <= today():
        raise NotPossible("the day of the decision cannot be")
    proposal.status = "decided" if answer.outcome else "returned"
    proposal.outcome, proposal.reason = answer.outcome, answer.reason
    proposal.decided_on, proposal.decided_at = answer.decided_on, now()
    proposal.decided_by_id = person.id
    _flush(proposal)
    record(person.id, f"proposal {answer.outcome or 'returned'}", proposal.public_number or "")
    for member in people_of_council(proposal.council_id):
        about = {"kind": "answered", "number": proposal.public_number, "id": proposal.id}
        put_in("council_mail", about | {"person_id": member.id})
    public_content_changed()


@writes
def delete_draft(person: Person, proposal: Proposal, expected_version: int) -> None:
    """Delete a draft; what was submitted stays for good."""
    _expect(proposal, expected_version, can_write_proposal(person, proposal))
    record(person.id, "proposal draft deleted", f"proposal:{proposal.id}")
    proposal.grounds, stored = [], proposal.file
    db.session.delete(proposal)
    _flush(proposal)
    _give_up(stored)


def missing_for_submission(proposal: Proposal) -> list[str]:
    """Return the names of what a draft lacks."""
    needed = {
        "text": proposal.text,
        "office": proposal.office_id,
        "resolved_on": proposal.resolved_on,
        "resolution_number": proposal.resolution_number,
    }
    return [name for name, value in needed.items() if not value]


def first_day(proposal: Proposal) -> dt.date:
    """Return the day of receipt in Europe/Berlin; raise `NotPossible` for a draft."""
    if proposal.received_at is None:
        raise NotPossible("a draft has no receipt")
    return to_local(proposal.received_at).date()


def _fill(person: Person, proposal: Proposal, draft: ProposalDraft) -> None:
    proposal.title, proposal.text = draft.title, draft.text
    proposal.office_id = draft.office_id
    proposal.resolved_on = draft.resolved_on
    proposal.resolution_number = draft.resolution_number
    wanted = select(Submission).where(Submission.id.in_(draft.ground_ids))
    proposal.grounds = list(db.session.scalars(wanted))
    if draft.pdf is not None:
        before, proposal.file = proposal.file, keep_file(draft.pdf, person.id)
        _give_up(before)


def _give_up(stored: StoredFile | None) -> None:
    if stored is not None:
        db.session.flush()
        forget_file(stored)


def _expect(proposal: Proposal, expected_version: int, allowed: bool) -> None:
    db.session.refresh(proposal)
    if proposal.version != expected_version:
        raise ChangedMeanwhile(f"proposal {proposal.id}")
    if not allowed:
        raise NotPossible(proposal.status)


def _flush(proposal: Proposal) -> None:
    try:
        db.session.flush()
    except StaleDataError:
        raise ChangedMeanwhile(f"proposal {proposal.id}") from None
