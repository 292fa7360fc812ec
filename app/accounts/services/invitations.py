"""Inviting people, who then choose their name and password themselves."""

from dataclasses import dataclass

from app.accounts.models import ROLES, Person
from app.accounts.policy import password_problem
from app.accounts.queries import by_email, is_invited, link_behind
from app.accounts.services.audit import record
from app.accounts.services.links import mail_to, make_link, use_link
from app.accounts.services.passwords import common_passwords, hash_password
from app.accounts.services.people import EMAIL, EVERYWHERE, Scope, grant
from app.shared.clock import now
from app.shared.database import db
from app.shared.errors import N_, InvalidData, NotPossible
from app.shared.transactions import writes


@dataclass(frozen=True)
class Invitation:
    """Who was invited, and the token of the link; none if the person has an account already."""

    person: Person
    token: str | None


def invite(
    by: Person | None, email: str, name: str, role: str, scope: Scope = EVERYWHERE
) -> Invitation:
    """Invite somebody to a role, by mail if a server is set; they are nobody until they accept.

    Who has an account gets the role at once and is told. Raises `InvalidData` for what is no
    address or role, or an account that was closed; its sentences are in the catalogue.
    """
    email = email.strip().lower()
    problems = [] if EMAIL.fullmatch(email) else [N_("This is not an e-mail address.")]
    problems += [] if role in ROLES else [N_("There is no such role.")]
    known = by_email(email)
    if known is not None and not known.active and not is_invited(known):
        problems.append(N_("This account was closed."))
    if problems:
        raise InvalidData(problems)
    return _invite(by, known, email, name, role, scope.fitting(role))


def accept_invitation(token: str, name: str, password: str) -> Person:
    """Open the account that the link is for; raise `NotPossible` or `InvalidData`."""
    link = link_behind("invitation", token)
    if link is None:
        raise NotPossible
    problem = password_problem(password, link.person.email, common_passwords())
    if problem:
        raise InvalidData([problem])
    return _accept(token, name, hash_password(password))


@writes
def _invite(
    by: Person | None, known: Person | None, email: str, name: str, role: str, scope: Scope
) -> Invitation:
    person = known or _store_invited(email, name)
    grant(person, role, scope, by=by)
    record(by.id if by else None, f"invited as {role}", f"person:{person.id}")
    if person.active:
        mail_to(person, "granted")
        return Invitation(person, None)
    return Invitation(person, _send_link(person))


@writes
def invite_again(by: Person, person: Person) -> str:
    """Send a new link to somebody who was invited, and return its token; the old one ends."""
    record(by.id, "invited again", f"person:{person.id}")
    return _send_link(person)


@writes
def invite_again_by_itself(person: Person) -> None:
    """Send the link anew because the invited person asked for an account."""
    _send_link(person)


def _send_link(person: Person) -> str:
    token = make_link(person, "invitation")
    mail_to(person, "invitation", token=token)
    return token


def _store_invited(email: str, name: str) -> Person:
    person = Person(
        email=email,
        name=name[:120] or email.partition("@")[0],
        password_hash="",
        active=False,
        created_at=now(),
        grants=[],
    )
    db.session.add(person)
    db.session.flush()
    return person


@writes
def _accept(token: str, name: str, password_hash: str) -> Person:
    person, _nothing = use_link("invitation", token)
    person.name, person.password_hash, person.active = name, password_hash, True
    record(person.id, "invitation accepted", f"person:{person.id}")
    return person
