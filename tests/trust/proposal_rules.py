"""Who may reach which proposal and which hearing; taken in by `test_s11_objects.py`."""

import datetime as dt

from app.areas.queries import council_by_key
from app.councils.services.hearings import HearingDraft, open_hearing
from app.shared.clock import today
from app.shared.database import db
from tests.councils.proposing import a_proposal
from tests.trust.object_rules import ObjectRule, World

OWN = frozenset({"own council", "own mayor"})
STAFF = frozenset({"planner", "moderator", "admin"})
DRAFT = "Noch nicht eingereicht"


def draft(world: World) -> str:
    """Return the address of a draft of Rieth."""
    proposal = a_proposal(mayor=world.people["own mayor"], submitted=False, text=DRAFT)
    return f"/ortsteilrat/vorschlaege/{proposal.id}"


def at_the_city(world: World) -> str:
    """Return the address at the city's desk of what Rieth handed in."""
    return f"/ortsteilrat/fristen/{a_proposal(mayor=world.people['own mayor']).public_number}"


def hearing(world: World) -> str:
    """Return the address of an open hearing of Rieth."""
    council = council_by_key("rieth")
    assert council is not None
    last = today() + dt.timedelta(days=30)
    asked = HearingDraft("Anhörung", "Geheimer Plan", last, (council.id,))
    made = open_hearing(world.people["moderator"], asked)
    db.session.commit()
    return f"/ortsteilrat/anhoerungen/{made.public_number}"


PROPOSAL_RULES = [
    ObjectRule("a draft of a proposal", draft, OWN, secrets=(DRAFT,), seen_by=OWN),
    ObjectRule("changing a draft of a proposal", lambda w: f"{draft(w)}/bearbeiten", OWN),
    ObjectRule(
        "handing a proposal in",
        lambda world: f"{draft(world)}/einreichen",
        frozenset({"own mayor"}),
        method="POST",
        data={"version": "1"},
    ),
    ObjectRule("a proposal at the city's desk", at_the_city, STAFF),
    ObjectRule(
        "an open hearing at the city's desk",
        hearing,
        STAFF,
        secrets=("Geheimer Plan",),
        seen_by=STAFF,
    ),
    ObjectRule(
        "what a council is asked",
        lambda world: f"{hearing(world)}/antwort",
        OWN,
        secrets=("Geheimer Plan",),
        seen_by=OWN,
    ),
]
