"""What tests of measures need: addresses, and forms filled in as a planner fills them in."""

import datetime as dt
from typing import Any

from app.accounts.models import Person
from app.accounts.services import Scope
from tests.factories import make_measure, make_office, make_person

DESK = "/plan/arbeit/massnahmen"


def measure_form(**fields: Any) -> dict[str, Any]:
    """Return what a planner types to write a measure."""
    return {"title": "Bänke im Rieth", "text": "Die Stadt stellt Bänke auf.", "place": ""} | fields


def planner_of(office: str = "Tiefbauamt Test") -> Person:
    """Return a planner of the office with this name."""
    return make_person("planner", scope=Scope(office_id=make_office(office).id))


def ready_to_decide(**fields: Any) -> str:
    """Return the number of an agreed measure that lacks nothing for a decision."""
    known: dict[str, Any] = {
        "status": "agreed",
        "lead_office_id": make_office().id,
        "paper": "1234/26",
        "decided_on": dt.date(2026, 5, 20),
        "other_source": "Bericht des Amtes",
    }
    return make_measure(**(known | fields)).number
