"""Rights in plain words: roles, what they allow and why, and what depends on the single thing."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import LazyString, format_date
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.accounts.models import ROLES, Person, RoleGrant
from app.accounts.policy import (
    is_admin,
    is_auditor,
    is_in_an_organisation,
    is_manager,
    is_moderator,
    is_on_a_council,
    may_code_second,
    may_export,
)
from app.accounts.queries import Rule, reasons_for

Labels = dict[str, LazyString]
ROLE_LABELS: Labels = {
    "admin": _l("Administration"),
    "moderator": _l("Moderation"),
    "second_coder": _l("Second coding"),
    "planner": _l("Planning"),
    "auditor": _l("Auditing"),
    "council": _l("Member of an Ortsteilrat"),
    "district_mayor": _l("Mayor of an Ortsteil"),
    "organisation": _l("Member of an organisation"),
    "organisation_manager": _l("Manager of an organisation"),
}
# What a guard of addresses opens; a guard without words here is shown by the roles that pass it.
GUARD_LABELS: Labels = {
    "public": _l("Public pages, without an account"),
    "signed in": _l("The own account"),
    "is admin": _l("Administration"),
    "is moderator": _l("Workbench"),
    "may code second": _l("Second coding"),
    "may export": _l("Exports"),
    "may hold workshops": _l("Workshops"),
    "may see contacts": _l("Contact data"),
    "may manage organisations": _l("Looking after organisations"),
    "takes part in hearings": _l("Documents of hearings"),
    "may import": _l("Many contributions at once"),
    "works on deadlines": _l("Deadlines of proposals"),
    "is auditor": _l("Audit trail"),
    "is on a council": _l("Desk of the councils"),
    "is in an organisation": _l("Desk of the organisations"),
}


@dataclass(frozen=True)
class Capability:
    """Something that a rule allows; `%(where)s` names the Ortsteile or organisation."""

    rule: Rule
    sentence: LazyString


@dataclass(frozen=True)
class Permission:
    """What somebody may do, and because of which roles."""

    sentence: str
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class ObjectSentence:
    """A thing that belongs to somebody: what its own people may do, and what all others may."""

    thing: LazyString
    own: LazyString
    others: LazyString


CAPABILITIES = (
    Capability(is_admin, _l("look after people, roles, consultations, catalogues and house rules")),
    Capability(
        is_moderator, _l("read, publish, blacken, decline and code all contributions that came in")
    ),
    Capability(
        may_code_second, _l("code contributions a second time without seeing the first codes")
    ),
    Capability(may_export, _l("make files of published contributions")),
    Capability(is_auditor, _l("read the audit trail")),
    Capability(
        is_on_a_council,
        _l("read contributions from %(where)s before they are public, without contact data"),
    ),
    Capability(is_on_a_council, _l("write statements and formal proposals for %(where)s")),
    Capability(is_in_an_organisation, _l("write contributions in the name of %(where)s")),
    Capability(is_manager, _l("look after the profile and the members of %(where)s")),
)
# The policies of single things as sentences; tests/trust/object_rules.py holds them to it.
OBJECT_RULES = (
    ObjectSentence(
        _l("Contribution that is not public yet"),
        _l("The council of the Ortsteil reads it, without contact data. The workbench decides."),
        _l("Other councils and organisations cannot open it."),
    ),
    ObjectSentence(
        _l("Statement or proposal of a council"),
        _l("The council writes it and decides when it becomes public."),
        _l("Others see it once it is public."),
    ),
    ObjectSentence(
        _l("Contribution of an organisation"),
        _l("Its members see what became of it and answer questions."),
        _l("Others see it once it is public."),
    ),
    ObjectSentence(
        _l("Profile and members of an organisation"),
        _l("Its managers and the administration change them."),
        _l("Others cannot open them."),
    ),
    ObjectSentence(
        _l("File of an export"),
        _l("Who ordered it takes it away; the administration may too."),
        _l("Others cannot open it."),
    ),
    ObjectSentence(
        _l("Contact data of a contribution"),
        _l("Moderation sees them only after giving a reason; the audit trail keeps it."),
        _l("Others never see them, councils and organisations included."),
    ),
)


def permissions_of(person: Person) -> list[Permission]:
    """Return what the person may do today and why, in the language of the page."""
    found = []
    for capability in CAPABILITIES:
        reasons: dict[str, list[str]] = {}
        for held in sorted(reasons_for(person, capability.rule), key=_order):
            sentence = capability.sentence % {"where": place_of(held)}
            reasons.setdefault(sentence, []).append(reason_of(held))
        found += [Permission(sentence, tuple(why)) for sentence, why in reasons.items()]
    return found


def place_of(held: RoleGrant) -> str:
    """Return what a role is for: names of Ortsteile, an office or organisation; else nothing."""
    if held.council is not None:
        return _joined([area.name for area in held.council.areas])
    scope = held.office or held.organisation
    return scope.name if scope is not None else ""


def reason_of(held: RoleGrant) -> str:
    """Return a role in words: "Mayor of an Ortsteil: Rieth, until May 25, 2029"."""
    label, place = str(ROLE_LABELS[held.role]), place_of(held)
    named = f"{label}: {place}" if place else label
    parts = [named]
    if held.begins_on:
        parts.append(_("from %(day)s", day=format_date(held.begins_on, "long")))
    if held.ends_on:
        parts.append(_("until %(day)s", day=format_date(held.ends_on, "long")))
    if held.source == "mapped":
        parts.append(_("from the sign-in service of the city"))
    return ", ".join(parts)


def _order(held: RoleGrant) -> tuple[int, str]:
    return ROLES.index(held.role), place_of(held)


def _joined(names: Sequence[str]) -> str:
    return str(_(" and ")).join(names)
