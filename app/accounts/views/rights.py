"""Who may open what: made from the application's own addresses and rules."""

from collections import defaultdict
from dataclasses import dataclass

from flask import current_app, render_template

from app.accounts.forms import GUARD_LABELS, OBJECT_RULES, ROLE_LABELS
from app.accounts.models import ROLES
from app.accounts.policy import is_auditor
from app.accounts.queries import roles_that_pass
from app.accounts.views import blueprint
from app.shared.access import Address, addresses_of, allowed_to


@dataclass(frozen=True)
class Area:
    """The addresses behind one guard: its name, who passes, and what can be opened there."""

    label: str
    roles: tuple[str, ...]
    is_public: bool
    addresses: list[Address]


@blueprint.app_template_filter("role_in_words")
def role_in_words(role: str) -> str:
    """Return a role in the language of the page."""
    return str(ROLE_LABELS.get(role, role))


@blueprint.get("/verwaltung/rechte")
@allowed_to(is_auditor)
def rights() -> str:
    """Show roles and what they open, the sentences about single things, and all addresses."""
    return render_template(
        "accounts/administration/rights.html",
        areas=_areas(),
        roles=[(role, ROLE_LABELS[role]) for role in ROLES],
        object_rules=OBJECT_RULES,
    )


def _areas() -> list[Area]:
    behind: dict[str, list[Address]] = defaultdict(list)
    for address in addresses_of(current_app):
        behind[address.guard].append(address)
    known = [guard for guard in GUARD_LABELS if guard in behind]
    return [
        _area(guard, behind[guard])
        for guard in (*known, *sorted(guard for guard in behind if guard not in GUARD_LABELS))
    ]


def _area(guard: str, addresses: list[Address]) -> Area:
    roles = roles_that_pass(addresses[0].rule)
    words = ", ".join(str(ROLE_LABELS[role]) for role in roles)
    return Area(str(GUARD_LABELS.get(guard, words)), roles, guard == "public", addresses)
