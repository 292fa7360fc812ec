"""Organisations that register themselves, their profile, and who belongs to them."""

import re
from dataclasses import dataclass

from app.accounts.models import (
    Organisation,
    OrganisationRegistration,
    OrganisationTargetGroup,
    Person,
    RoleGrant,
)
from app.accounts.queries import organisation_by_key
from app.accounts.queries.organisations import (
    managers_of,
    organisation_named,
    registration_of,
)
from app.accounts.services.audit import record
from app.accounts.services.invitations import Invitation, invite
from app.accounts.services.links import sealed
from app.accounts.services.organisations import verify_organisation
from app.accounts.services.people import Scope, revoke
from app.areas.models import Area
from app.shared.clock import now
from app.shared.database import db
from app.shared.errors import Conflict, NotPossible
from app.shared.jobs import put_in
from app.shared.mail import can_send
from app.shared.page_cache import public_content_changed
from app.shared.secrets import decrypt, encrypt
from app.shared.spelling import slug_of
from app.shared.transactions import writes
from app.shared.versions import flush_or_conflict

LONGEST_KEY = 50
# Words of our own addresses that no organisation gets as its key.
RESERVED = ("anmelden",)


class NameTaken(Conflict):
    """Another organisation has this name."""


@dataclass(frozen=True)
class Profile:
    """What an organisation says about itself; target groups by the keys of their codes."""

    name: str
    kind: str
    about: str = ""
    area_ids: tuple[int, ...] = ()
    target_groups: tuple[str, ...] = ()


@writes
def register_organisation(profile: Profile, name: str, email: str) -> Organisation:
    """Store an organisation that waits for an administrator, and who to write to.

    Raises `NameTaken`. The address is stored encrypted and goes with the decision.
    """
    organisation = _store(profile)
    registration = OrganisationRegistration(
        organisation_id=organisation.id, name=name, email_encrypted=encrypt(email), at=now()
    )
    db.session.add(registration)
    record(None, "organisation registered", f"organisation:{organisation.id}")
    db.session.flush()
    return organisation


@writes
def set_up_organisation(person: Person, profile: Profile) -> Organisation:
    """Store an organisation that an administrator knows: it is verified. Raises `NameTaken`."""
    organisation = _store(profile)
    verify_organisation(person.id, organisation)
    public_content_changed()
    return organisation


@writes
def save_profile(
    person: Person, organisation: Organisation, expected_version: int, profile: Profile
) -> None:
    """Change what the organisation says about itself; raise `Conflict` or `NameTaken`."""
    if organisation.version != expected_version:
        raise Conflict(organisation.key)
    named = organisation_named(profile.name)
    if named is not None and named.id != organisation.id:
        raise NameTaken(profile.name)
    organisation.name, organisation.kind = profile.name, profile.kind
    organisation.about = profile.about
    _set_parts(organisation, profile)
    record(person.id, "organisation changed", f"organisation:{organisation.id}")
    public_content_changed()
    flush_or_conflict(organisation.key)


def verify_registered(person: Person, organisation: Organisation) -> Invitation | None:
    """Let the organisation speak, and invite who registered it to look after it."""
    if organisation.verified_at is not None:
        raise NotPossible("verified already")
    registration = registration_of(organisation.id)
    address = decrypt(registration.email_encrypted) if registration else None
    name = registration.name if registration else ""
    _verify(person, organisation)
    if address is None:
        return None
    scope = Scope(organisation_id=organisation.id)
    return invite(person, address, name, "organisation_manager", scope)


@writes
def decline_registration(person: Person, organisation: Organisation, reason: str) -> None:
    """Delete a registration; who registered gets the reason by mail, if a server is set."""
    registration = registration_of(organisation.id)
    if organisation.verified_at is not None or registration is None:
        raise NotPossible("no registration")
    if can_send() and (address := decrypt(registration.email_encrypted)):
        payload = {"to": sealed(address), "name": organisation.name, "reason": sealed(reason)}
        put_in("organisation_mail", payload)
    record(person.id, "organisation declined", f"organisation:{organisation.id}")
    db.session.delete(registration)
    db.session.flush()
    organisation.areas = []
    db.session.delete(organisation)
    db.session.flush()


@writes
def remove_member(person: Person, held: RoleGrant) -> None:
    """Take somebody out of an organisation; raise `NotPossible` for its last manager."""
    if held.organisation_id is None:
        raise NotPossible("no member")
    managers = managers_of(held.organisation_id)
    if held.role == "organisation_manager" and managers == [held.person_id]:
        raise NotPossible("the last manager")
    revoke(held.person, held)
    record(person.id, "member removed", f"organisation:{held.organisation_id}")


@writes
def _verify(person: Person, organisation: Organisation) -> None:
    verify_organisation(person.id, organisation)
    registration = registration_of(organisation.id)
    if registration is not None:
        db.session.delete(registration)
    public_content_changed()
    db.session.flush()


def _store(profile: Profile) -> Organisation:
    if organisation_named(profile.name) is not None:
        raise NameTaken(profile.name)
    organisation = Organisation(
        key=_free_key(profile.name), name=profile.name, kind=profile.kind, created_at=now()
    )
    organisation.about = profile.about
    db.session.add(organisation)
    db.session.flush()
    _set_parts(organisation, profile)
    db.session.flush()
    return organisation


def _set_parts(organisation: Organisation, profile: Profile) -> None:
    organisation.areas = [db.session.get_one(Area, area_id) for area_id in profile.area_ids]
    known = {group.code_key: group for group in organisation.target_groups}
    organisation.target_groups = [
        known.get(key) or OrganisationTargetGroup(code_key=key) for key in profile.target_groups
    ]


def _free_key(name: str) -> str:
    plain = re.sub(r"[^a-z0-9-]", "", slug_of(name))[:LONGEST_KEY].strip("-") or "organisation"
    taken = (key for key in (plain, *(f"{plain}-{number}" for number in range(2, 1000))))
    return next(k for k in taken if k not in RESERVED and organisation_by_key(k) is None)
