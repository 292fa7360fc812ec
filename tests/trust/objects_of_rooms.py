"""Rows of councils, organisations and contact data for `object_rules.py`; see there how to add."""

import datetime as dt

from app.areas.queries import council_by_key
from app.consultations.queries import permanent
from app.councils.queries import subject_for
from app.councils.services import StatementDraft, create_statement
from app.councils.services.hearings import HearingDraft, open_hearing
from app.shared.clock import today
from app.shared.database import db
from app.submissions.services.workshops import WorkshopPlan, open_workshop
from tests.councils.proposing import a_proposal
from tests.factories import make_submission
from tests.trust.objects import ObjectRule, World

CONTACT = "kontakt@example.org"
COUNCIL = frozenset({"own council", "own mayor"})
STAFF = frozenset({"moderator", "admin"})
CITY = STAFF | {"planner"}
ORGANISATION = frozenset({"own organisation", "own manager"})
LOOKS_AFTER = frozenset({"own manager", "admin"})


def at_the_council(world: World) -> str:
    """Return the council's address of a contribution that is not public, with contact data."""
    made = make_submission("Noch nicht öffentlich.", email=CONTACT)
    return f"/ortsteilrat/beitrag/{made.public_number}"


def statement(world: World) -> str:
    """Return the address of a draft of Rieth's council."""
    number = make_submission(status="published").public_number
    draft = StatementDraft("Ortsteilrat Rieth", "Entwurf des Rates.", today())
    council = council_by_key("rieth")
    subject = subject_for(council, number)
    made = create_statement(world.people["own council"], council, subject, draft)
    db.session.commit()
    return f"/ortsteilrat/stellungnahme/{made.id}"


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


def profile(world: World) -> str:
    """Return the address of the profile of the own organisation."""
    return f"/organisation/{world.own_organisation.key}/profil"


def members(world: World) -> str:
    """Return the address of the members of the own organisation."""
    return f"/organisation/{world.own_organisation.key}/mitglieder"


def workshop(world: World) -> str:
    """Return the address at which notes of a workshop of the own organisation are keyed in."""
    plan = WorkshopPlan(
        world.own_organisation.id, permanent().id, today(), "Bürgerhaus", None, None, 12
    )
    made = open_workshop(world.people["own organisation"], plan)
    db.session.commit()
    return f"/organisation/werkstatt/{made.id}"


ROWS = [
    ObjectRule("a contribution at the council", at_the_council, COUNCIL, secrets=(CONTACT,)),
    ObjectRule("a council's draft of a statement", statement, COUNCIL),
    ObjectRule(
        "releasing a council's draft",
        lambda world: statement(world) + "/freigeben",
        COUNCIL,
        method="POST",
    ),
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
    ObjectRule("the profile of an organisation", profile, LOOKS_AFTER),
    ObjectRule("the members of an organisation", members, LOOKS_AFTER),
    ObjectRule("a workshop of an organisation", workshop, ORGANISATION),
]
