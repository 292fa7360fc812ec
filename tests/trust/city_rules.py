"""Rows of `object_rules.py` for proposals, hearings and contact data."""

import datetime as dt

from app.areas.queries import council_by_key
from app.councils.services.hearings import HearingDraft, open_hearing
from app.shared.clock import today
from app.shared.database import db
from tests.councils.proposing import a_proposal
from tests.factories import make_submission
from tests.trust.object_rules import ObjectRule, World

CONTACT = "kontakt@example.org"
COUNCIL = frozenset({"own council", "own mayor"})
STAFF = frozenset({"moderator", "admin"})
CITY = STAFF | {"planner"}


def draft_of_a_proposal(world: World) -> str:
    """Return the address of a proposal that Rieth's council has not handed in."""
    made = a_proposal(submitted=False, mayor=world.people["own mayor"])
    return f"/ortsteilrat/vorschlaege/{made.id}"


def proposal_at_the_city(world: World) -> str:
    """Return the city's address of a proposal that was handed in."""
    made = a_proposal(mayor=world.people["own mayor"])
    return f"/ortsteilrat/fristen/{made.public_number}"


def hearing_to_answer(world: World) -> str:
    """Return the address at which Rieth's council answers a hearing."""
    asked = HearingDraft(
        "Neue Buslinie", "Was meinen Sie?", today() + dt.timedelta(days=30),
        (council_by_key("rieth").id,),
    )  # fmt: skip
    made = open_hearing(world.people["moderator"], asked)
    db.session.commit()
    return f"/ortsteilrat/anhoerungen/{made.public_number}/antwort"


def contact_data(world: World) -> str:
    """Return the address that shows contact data once a reason is given."""
    return f"/moderation/{make_submission(email=CONTACT).public_number}/kontakt"


CITY_RULES = [
    ObjectRule("a council's draft of a proposal", draft_of_a_proposal, COUNCIL),
    ObjectRule("a proposal that was handed in", proposal_at_the_city, CITY),
    ObjectRule("a hearing that a council answers", hearing_to_answer, COUNCIL),
    ObjectRule("contact data, before a reason is given", contact_data, STAFF, secrets=(CONTACT,)),
    ObjectRule(
        "contact data, with a reason",
        contact_data,
        STAFF,
        method="POST",
        data={"reason": "question"},
        secrets=(CONTACT,),
        seen_by=STAFF,
    ),
]
