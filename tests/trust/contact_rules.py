"""Rows of `object_rules.py` for contact data: with a reason, and never for councils."""

from tests.factories import make_submission
from tests.trust.object_rules import ObjectRule, World

CONTACT = "kontakt@example.org"
STAFF = frozenset({"moderator", "admin"})


def contact_data(world: World) -> str:
    """Return the address that shows contact data once a reason is given."""
    return f"/moderation/{make_submission(email=CONTACT).public_number}/kontakt"


CONTACT_RULES = [
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
