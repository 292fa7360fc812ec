"""Who may reach which measure; taken in by `test_s11_objects.py`."""

import decimal

from app.plan.services import BudgetDraft, add_budget_line, add_measure_document
from app.shared.database import db
from app.shared.uploads import CheckedPdf
from tests.factories import make_measure, make_office
from tests.trust.object_rules import ObjectRule, World

STAFF = frozenset({"planner", "moderator", "admin"})
# The planner of this world plans for everything, not for the office that leads the measure.
MAY_CHANGE = frozenset({"moderator", "admin"})
EVERYBODY = frozenset(
    {
        *("nobody", "own council", "own mayor", "other council", "own organisation"),
        *("own manager", "other organisation", "second coder", "auditor", *STAFF),
    }
)
SECRET = "Noch nicht abgestimmt"
DESK = "/plan/arbeit/massnahmen"


def suggestion(world: World) -> str:
    """Return the number of a suggestion."""
    return make_measure(text=SECRET).number


def of_an_office(world: World) -> str:
    """Return the desk's address of a measure that an office leads."""
    return f"{DESK}/{make_measure(lead_office_id=make_office().id).number}"


def money_of_an_office(world: World) -> str:
    """Return the address of a budget line of a measure that an office leads."""
    measure = make_measure(lead_office_id=make_office().id)
    draft = BudgetDraft(2026, "1.2", "Stadt", decimal.Decimal(1))
    line = add_budget_line(world.people["moderator"], measure, draft)
    db.session.commit()
    return f"{DESK}/{measure.number}/geld/{line.id}"


def document_of_a_suggestion(world: World) -> str:
    """Return the address of a document of a suggestion."""
    measure = make_measure()
    pdf = CheckedPdf("a.pdf", b"%PDF")
    stored = add_measure_document(world.people["moderator"], measure, pdf)
    db.session.commit()
    return f"/plan/massnahmen/{measure.number}/dokument/{stored.id}"


def public_measure(world: World) -> str:
    """Return the public address of a measure that the offices have agreed on."""
    return f"/plan/massnahmen/{make_measure(status='agreed').number}"


FORM = {"title": "Überschrieben", "text": "x", "place": "", "version": "1"}
MONEY = {"year": "2026", "budget_number": "1", "source": "x", "planned": "1", "version": "1"}
MEASURE_RULES = [
    ObjectRule("a measure on its public page", public_measure, EVERYBODY),
    ObjectRule(
        "a suggestion on its public address",
        lambda world: f"/plan/massnahmen/{suggestion(world)}",
        STAFF,
        secrets=(SECRET,),
        seen_by=STAFF,
    ),
    ObjectRule("a document of a suggestion", document_of_a_suggestion, STAFF),
    ObjectRule("a measure at the desk", of_an_office, STAFF),
    ObjectRule("the form of a measure", lambda w: f"{of_an_office(w)}/bearbeiten", MAY_CHANGE),
    ObjectRule(
        "changing a measure",
        lambda world: f"{of_an_office(world)}/bearbeiten",
        MAY_CHANGE,
        method="POST",
        data=FORM,
    ),
    ObjectRule(
        "moving a measure",
        lambda world: f"{of_an_office(world)}/stand",
        MAY_CHANGE,
        method="POST",
        data={"status": "agreed", "reason": "x", "version": "1"},
    ),
    ObjectRule("a budget line", money_of_an_office, MAY_CHANGE),
    ObjectRule("changing a budget line", money_of_an_office, MAY_CHANGE, method="POST", data=MONEY),
    ObjectRule(
        "adding a budget line",
        lambda world: f"{of_an_office(world)}/geld",
        MAY_CHANGE,
        method="POST",
        data=MONEY,
    ),
    ObjectRule(
        "adding a link",
        lambda world: f"{of_an_office(world)}/unterlagen/links",
        MAY_CHANGE,
        method="POST",
        data={"title": "x", "url": "https://example.org"},
    ),
]
