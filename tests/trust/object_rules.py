"""Who may reach which single thing, and which parts of it (S11, ASVS 8.2.2, 8.2.3).

How to add a row for a new kind of address: append an `ObjectRule` to `RULES` below, or to a list
in a file of your own that `RULES` takes in.

- `name`: the thing, as a sentence would call it.
- `make(world)`: makes it by the real services, commits, and returns its address.
- `allowed`: who of `PEOPLE` may reach it. Everybody else must get 403, 404, or be sent to sign
  in: whoever is not named is refused, so a new role starts with nothing.
- `secrets`: words that stand in the thing and that only those in `seen_by` may find in the
  answer (contact data, texts that were blackened). Write them into the thing in `make`.
- `method`: "GET" unless told; with "POST" the form's `data` is sent with a valid token, and a
  refusal must leave the database as it was.

The people speak for fixed scopes: "own council" and "own mayor" for Rieth, "other council" for
Melchendorf, "own organisation" and "own manager" for `world.own_organisation`, "other
organisation" for another. Make things of the owner's with `world.people["planner"]` and so on.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from flask import Flask

from app.accounts.models import Organisation, Person
from app.accounts.queries import factors_of
from app.accounts.services import Scope
from app.areas.queries import council_by_key
from app.councils.queries import subject_for
from app.councils.services import StatementDraft, create_statement
from app.exports.models import Selection
from app.exports.services import order_export
from app.shared.clock import today
from app.shared.database import db
from app.shared.uploads import CheckedPdf
from tests.factories import (
    give_app,
    make_council_member,
    make_organisation,
    make_person,
    make_submission,
)
from tests.submissions import tables
from tests.submissions.importing import imported

PEOPLE = (
    *("nobody", "own council", "own mayor", "other council", "own organisation", "own manager"),
    *("other organisation", "planner", "moderator", "second coder", "auditor", "admin"),
)


@dataclass
class World:
    """The application, everybody's accounts by their name in `PEOPLE`, and two organisations."""

    app: Flask
    people: dict[str, Person]
    own_organisation: Organisation
    other_organisation: Organisation


@dataclass(frozen=True)
class ObjectRule:
    """A kind of thing: how to make one, who may reach it, and what of it they may not see."""

    name: str
    make: Callable[[World], str]
    allowed: frozenset[str]
    method: str = "GET"
    data: dict[str, Any] = field(default_factory=dict)
    secrets: tuple[str, ...] = ()
    seen_by: frozenset[str] = frozenset()


def make_world(app: Flask) -> World:
    """Store everybody; call within an app context."""
    own, other = make_organisation("Eigenes Werk"), make_organisation("Anderes Werk")
    speaks = {"own organisation": own, "own manager": own, "other organisation": other}
    people = {
        "own council": make_council_member("rieth"),
        "own mayor": make_council_member("rieth", "district_mayor"),
        "other council": make_council_member("melchendorf"),
    }
    for name, organisation in speaks.items():
        role = "organisation_manager" if name == "own manager" else "organisation"
        people[name] = make_person(role, scope=Scope(organisation_id=organisation.id))
    for name in ("planner", "moderator", "second coder", "auditor", "admin"):
        people[name] = make_person(name.replace(" ", "_"))
    return World(app, people, own, other)


def unpublished(world: World) -> str:
    """Return the workbench's address of a contribution from Rieth with contact data."""
    made = make_submission("Unveröffentlicht aus Rieth.", email="kontakt@example.org")
    return f"/moderation/{made.public_number}"


def declined(world: World) -> str:
    """Return the public address of a contribution that is not public."""
    return f"/beitraege/{make_submission(status='declined').public_number}"


def file_of_the_planner(world: World) -> str:
    """Return the address of a file that the planner ordered."""
    job = order_export(world.people["planner"], "csv", Selection(), "eigene.csv")
    db.session.commit()
    return f"/export/{job.public_id}"


def factor_of_the_planner(world: World) -> str:
    """Return the address of a second factor of the planner's."""
    give_app(world.people["planner"])
    return f"/konto/faktoren/{factors_of(world.people['planner'].id)[0].id}"


def desk_of_rieth(world: World) -> str:
    """Return the address of the desk of Rieth's council."""
    return "/ortsteilrat/?rat=rieth"


def text_at_the_desk(world: World) -> str:
    """Return the address of an unpublished contribution at the desk of Rieth's council."""
    made = make_submission("Unveröffentlicht aus Rieth.", email="kontakt@example.org")
    return f"/ortsteilrat/beitrag/{made.public_number}"


def draft_of_rieth(world: World) -> str:
    """Return the address of a draft of a statement of Rieth's council, with a resolution."""
    council, number = council_by_key("rieth"), make_submission(status="published").public_number
    assert council is not None
    subject = subject_for(council, number)
    assert subject is not None
    resolution = CheckedPdf("a.pdf", b"%PDF")
    words = StatementDraft("Ortsteilrat Rieth", "Nur für den Rat.", today(), resolution)
    made = create_statement(world.people["own council"], council, subject, words)
    db.session.commit()
    return f"/ortsteilrat/stellungnahme/{made.id}"


OWN_ORGANISATION = frozenset({"own organisation", "own manager", "moderator", "admin"})
OWN_COUNCIL = frozenset({"own council", "own mayor"})


def import_of_the_own_organisation(world: World) -> str:
    """Return the address of a table that was imported in the name of the own organisation."""
    people = {"organisation": world.own_organisation, "person": world.people["own organisation"]}
    return f"/organisation/import/{imported(tables.csv_file(), **people).public_id}"


RULES = [
    ObjectRule("an import", import_of_the_own_organisation, OWN_ORGANISATION),
    ObjectRule(
        "the receipt codes of an import",
        lambda world: f"{import_of_the_own_organisation(world)}/nummern.csv",
        OWN_ORGANISATION,
        secrets=("EF-",),
        seen_by=OWN_ORGANISATION,
    ),
    ObjectRule(
        "taking an import back",
        lambda world: f"{import_of_the_own_organisation(world)}/zurueck",
        OWN_ORGANISATION,
        method="POST",
    ),
    ObjectRule("the desk of a council", desk_of_rieth, OWN_COUNCIL),
    ObjectRule(
        "an unpublished contribution at the desk of its council",
        text_at_the_desk,
        OWN_COUNCIL,
        secrets=("kontakt@example.org",),
    ),
    ObjectRule(
        "what a council thinks of a contribution",
        text_at_the_desk,
        OWN_COUNCIL,
        method="POST",
        data={"version": "0", "opinions": "supported", "note": "", "priority": ""},
    ),
    ObjectRule(
        "a draft of a statement",
        draft_of_rieth,
        OWN_COUNCIL,
        secrets=("Nur für den Rat.",),
        seen_by=OWN_COUNCIL,
    ),
    ObjectRule(
        "the resolution of a draft", lambda world: f"{draft_of_rieth(world)}/beschluss", OWN_COUNCIL
    ),
    ObjectRule(
        "releasing a statement",
        lambda world: f"{draft_of_rieth(world)}/freigeben",
        OWN_COUNCIL,
        method="POST",
        data={"version": "1"},
    ),
    ObjectRule(
        "an unpublished contribution in the workbench",
        unpublished,
        frozenset({"moderator", "admin"}),
        secrets=("kontakt@example.org",),
    ),
    ObjectRule("a declined contribution on its public address", declined, frozenset()),
    ObjectRule("a second factor of the planner", factor_of_the_planner, frozenset({"planner"})),
    ObjectRule(
        "removing a second factor of the planner",
        lambda world: f"{factor_of_the_planner(world)}/entfernen",
        frozenset({"planner"}),
        method="POST",
    ),
    ObjectRule(
        "a file that a planner ordered", file_of_the_planner, frozenset({"planner", "admin"})
    ),
]
