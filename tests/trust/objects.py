"""The people and the shape of the rows of `object_rules.py`."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from flask import Flask

from app.accounts.models import Organisation, Person
from app.accounts.services import Scope
from tests.factories import (
    make_council_member,
    make_organisation,
    make_person,
)

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
