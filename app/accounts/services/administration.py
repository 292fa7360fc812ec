"""What administrators do with accounts: roles, closing and opening, ending sessions."""

from sqlalchemy import select

from app.accounts.models import COUNCIL_ROLES, ORGANISATION_ROLES, Person, RoleGrant
from app.accounts.queries import others_with_role
from app.accounts.services.audit import record
from app.accounts.services.people import Scope, disable, grant, revoke
from app.accounts.services.sessions import end_all_sessions
from app.shared.clock import today
from app.shared.database import db
from app.shared.errors import N_, InvalidData, NotPossible
from app.shared.transactions import writes

NO_COUNCIL = N_("This role is for a council: please choose one.")
NO_ORGANISATION = N_("This role is for an organisation: please choose one.")
WRONG_TERM = N_("The last day must not be before the first one.")


class LastAdmin(NotPossible):
    """Nobody could look after people and roles any more."""


@writes
def give_role(by: Person, person: Person, role: str, scope: Scope) -> RoleGrant:
    """Give a role for the part of the scope that fits it, or the same role a new term.

    Raises `InvalidData` if the scope is missing or the term is upside down, `LastAdmin`.
    """
    scope = scope.fitting(role)
    problems = scope_problems(role, scope)
    if problems:
        raise InvalidData(problems)
    held = grant(person, role, scope, by=by)
    if role == "admin" and not held.holds_on(today()):
        _keep_an_admin(person)
    return held


@writes
def take_role(by: Person, held: RoleGrant) -> None:
    """Take a role away; raise `LastAdmin` if nobody else is an administrator."""
    if held.role == "admin":
        _keep_an_admin(held.person)
    revoke(held.person, held, by=by)


@writes
def close_account(by: Person, person: Person) -> None:
    """Disable an account and end its sessions; raise `LastAdmin` if it is the last one."""
    if "admin" in person.roles:
        _keep_an_admin(person)
    disable(person, by=by)


@writes
def open_account(by: Person, person: Person) -> None:
    """Let a disabled account sign in again, with the roles it still has."""
    person.active = True
    record(by.id, "account enabled", f"person:{person.id}")
    db.session.flush()


@writes
def end_sessions_of(by: Person, person: Person) -> None:
    """End all sessions of somebody."""
    end_all_sessions(person)
    record(by.id, "sessions ended", f"person:{person.id}")


def scope_problems(role: str, scope: Scope) -> list[str]:
    """Return what is missing or wrong in a scope for this role."""
    problems = []
    if role in COUNCIL_ROLES and scope.council_id is None:
        problems.append(NO_COUNCIL)
    if role in ORGANISATION_ROLES and scope.organisation_id is None:
        problems.append(NO_ORGANISATION)
    if scope.begins_on and scope.ends_on and scope.ends_on < scope.begins_on:
        problems.append(WRONG_TERM)
    return problems


def _keep_an_admin(person: Person) -> None:
    """Two administrators who take each other's role at once come one after the other."""
    db.session.execute(
        select(RoleGrant.id)
        .where(RoleGrant.role == "admin")
        .order_by(RoleGrant.id)
        .with_for_update()
    )
    if not others_with_role(person.id, ("admin",)):
        raise LastAdmin(str(person.id))
