"""Rows of `object_rules.py` for indicators: a table that was sent and not loaded yet."""

import io

from app.insights.services.indicator_files import keep_for_loading
from tests.insights.indicators import GOOD, load_shipped_catalogue, table
from tests.trust.object_rules import ObjectRule, World


def sent_table(world: World) -> str:
    """Return the address of a table that the planner sent."""
    load_shipped_catalogue()
    token = keep_for_loading(world.people["planner"], io.BytesIO(table(*GOOD).encode()))
    return f"/plan/kennzahlen/laden/{token}"


PLANNER = frozenset({"planner"})
INDICATOR_RULES = [
    ObjectRule("a table of figures", sent_table, PLANNER),
    ObjectRule("loading a table of figures", sent_table, PLANNER, method="POST"),
]
