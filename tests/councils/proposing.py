"""What tests of proposals do again and again."""

import datetime as dt

import time_machine
from sqlalchemy import select

from app.accounts.services import OfficeRow, save_office
from app.areas.queries import council_by_key
from app.councils.models import Proposal
from app.councils.queries.proposals import proposal_by_id
from app.councils.services.proposals import ProposalDraft, create_proposal, submit_proposal
from app.shared.clock import from_local, today
from app.shared.database import db
from app.shared.idle import run_idle
from app.shared.jobs import run_one
from tests.factories import make_council_member

TITLE = "Eine Querungshilfe an der Straße der Nationen"
OFFICE = OfficeRow("tiefbau", "Tiefbau- und Verkehrsamt", "tiefbau@example.org")


def at(day, hour=9):
    """Return this hour of a day in Erfurt."""
    return from_local(dt.date.fromisoformat(str(day)), dt.time(hour))


def an_office(row=OFFICE):
    office = save_office(None, row)
    db.session.commit()
    return office


def a_proposal(council="rieth", submitted=True, **fields):
    """Return a proposal of the council that its mayor wrote, and handed in unless told."""
    mayor = fields.pop("mayor", None) or make_council_member(council, "district_mayor")
    values = {
        "title": TITLE,
        "text": "Kinder kommen hier nicht über die Straße.",
        "office_id": an_office().id,
        "resolved_on": today(),
        "resolution_number": "OTR-07/26",
    }
    draft = ProposalDraft(**(values | fields))
    proposal = create_proposal(mayor, council_by_key(council).id, draft)
    if submitted:
        submit_proposal(mayor, proposal, proposal.version)
    db.session.commit()
    return proposal


def a_proposal_of(app, day, hour=9, **fields):
    """Store a proposal that came in at this hour of a day; return its id."""
    with app.app_context(), time_machine.travel(at(day, hour), tick=False):
        return a_proposal(**fields).id


def stored(app, proposal_id):
    """Return the proposal as it is stored."""
    with app.app_context():
        found = proposal_by_id(proposal_id)
        db.session.refresh(found, ["council", "office"])
        return found


def number_of_proposals(app):
    with app.app_context():
        return len(db.session.scalars(select(Proposal.id)).all())


def let_the_worker_work():
    """Do all jobs and all idle work that is due now."""
    while run_one() or run_idle():
        pass


def decide(client, number, **fields):
    values = {"outcome": "accepted", "decided_on": str(today()), "reason": "Das ist nötig."}
    return client.post_form(f"/ortsteilrat/fristen/{number}", values | fields)
