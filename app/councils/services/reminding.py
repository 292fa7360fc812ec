"""Reminders of running proposals: four weeks and one week before the last day, and the day after.

To the post box of the office, its planners, and the moderators; each kind once.
"""

import datetime as dt

from app.accounts.models import Office
from app.accounts.queries import people_with_role, planners_of
from app.councils.models import Proposal, ProposalReminder
from app.councils.queries.proposals import proposal_to_remind_of, reminder_on, was_reminded
from app.shared.clock import now, to_local, today
from app.shared.database import db
from app.shared.idle import when_idle
from app.shared.jobs import put_in
from app.shared.mail import can_send
from app.shared.transactions import writes

MORNING = dt.time(7)


@when_idle
def remind_of_deadlines() -> bool:
    """Put in the reminders of one proposal, after seven o'clock (Europe/Berlin)."""
    if to_local(now()).time() < MORNING or not can_send():
        return False
    proposal = proposal_to_remind_of(today())
    if proposal is None:
        return False
    _remind(proposal)
    return True


@writes
def _remind(proposal: Proposal) -> None:
    db.session.refresh(proposal, with_for_update=True)
    if proposal.due_on is None or proposal.status != "submitted":
        return
    kind = reminder_on(today(), proposal.due_on)
    if kind is None or was_reminded(proposal.id, kind):  # another worker was quicker
        return
    db.session.add(ProposalReminder(proposal_id=proposal.id, kind=kind, sent_at=now()))
    db.session.flush()
    about = {"kind": kind, "number": proposal.public_number, "due_on": str(proposal.due_on)}
    for recipient in _recipients(proposal):
        put_in("council_mail", about | recipient)


def _recipients(proposal: Proposal) -> list[dict[str, int]]:
    """Return each address once: a person at the post box of the office hears it as a person."""
    people = list(people_with_role({"moderator"}))
    people += planners_of(proposal.office_id) if proposal.office_id else []
    by_address = {person.email: {"person_id": person.id} for person in people}
    office = db.session.get(Office, proposal.office_id) if proposal.office_id else None
    if office is not None and office.email:
        by_address.setdefault(office.email.lower(), {"office_id": office.id})
    return list(by_address.values())
