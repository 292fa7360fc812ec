"""Rows of `object_rules.py` for organisations: workshops, profile, members, what they sent."""

from app.consultations.queries import permanent
from app.shared.clock import today
from app.shared.database import db
from app.submissions.services.workshops import WorkshopPlan, open_workshop
from tests.factories import make_submission
from tests.trust.object_rules import ObjectRule, World

MEMBERS = frozenset({"own organisation", "own manager"})
MANAGERS = frozenset({"own manager", "admin"})


def workshop_of_our_own(world: World) -> str:
    """Return the address of the notes of the own organisation's workshop."""
    plan = WorkshopPlan(
        organisation_id=world.own_organisation.id,
        consultation_id=permanent().id,
        held_on=today(),
        place="Gemeindesaal",
        area_id=None,
        target_group=None,
        people=5,
    )
    workshop = open_workshop(world.people["own manager"], plan)
    db.session.commit()
    return f"/organisation/werkstatt/{workshop.id}"


def profile_of_our_own(world: World) -> str:
    """Return the address of the own organisation's profile, to be changed."""
    return f"/organisation/{world.own_organisation.key}/profil"


def members_of_our_own(world: World) -> str:
    """Return the address of the own organisation's members."""
    return f"/organisation/{world.own_organisation.key}/mitglieder"


def opening_what_we_sent(world: World) -> str:
    """Return the address that opens a contribution of the own organisation like its code."""
    made = make_submission("Im Namen des eigenen Werks.", organisation_id=world.own_organisation.id)
    return f"/organisation/beitrag/{made.public_number}/oeffnen"


ORGANISATION_RULES = [
    ObjectRule("the notes of a workshop", workshop_of_our_own, MEMBERS),
    ObjectRule(
        "the receipt codes of a workshop",
        lambda world: f"{workshop_of_our_own(world)}/belege",
        MEMBERS,
    ),
    ObjectRule("the profile of an organisation", profile_of_our_own, MANAGERS),
    ObjectRule("the members of an organisation", members_of_our_own, MANAGERS),
    ObjectRule("what an organisation sent", opening_what_we_sent, MEMBERS, method="POST"),
]
