"""Looking after one's second factors."""

from sqlalchemy import delete

from app.accounts.models import MailedLink, Person, RecoveryCode, SecondFactor, SignInSession
from app.accounts.policy import may_go_without
from app.accounts.queries import factors_of
from app.accounts.services.audit import record
from app.accounts.services.sessions import end_all_sessions
from app.shared.database import db
from app.shared.errors import NotPossible
from app.shared.settings import settings
from app.shared.transactions import writes


def owes_factor(person: Person) -> bool:
    """Whether a second factor must follow the password: one is set up, or the role asks for it."""
    return bool(factors_of(person.id)) or not may_go_without(person, settings().production)


@writes
def rename_factor(factor: SecondFactor, name: str) -> None:
    """Give a second factor another name."""
    factor.name = name
    record(factor.person_id, "second factor renamed", f"second_factor:{factor.id}")


@writes
def remove_factor(person: Person, factor: SecondFactor) -> None:
    """Take a second factor away; raise `NotPossible` if one must stay and it is the last."""
    is_last = len(factors_of(person.id)) == 1
    if is_last and not may_go_without(person, settings().production):
        raise NotPossible
    db.session.delete(factor)
    if is_last:
        db.session.execute(delete(RecoveryCode).where(RecoveryCode.person_id == person.id))
    record(person.id, "second factor removed", f"second_factor:{factor.id}")


@writes
def remove_all_factors(by_id: int | None, person: Person) -> None:
    """Let somebody who lost everything begin anew: no factors, no codes, no sessions."""
    _delete_of(person, SecondFactor, RecoveryCode)
    end_all_sessions(person)
    record(by_id, "second factors reset", f"person:{person.id}")


@writes
def forget_sign_in(person: Person) -> None:
    """Delete all that the person signs in with, for when the account is to be erased."""
    _delete_of(person, SecondFactor, RecoveryCode, MailedLink, SignInSession)


def _delete_of(
    person: Person, *tables: type[SecondFactor | RecoveryCode | MailedLink | SignInSession]
) -> None:
    for table in tables:
        db.session.execute(delete(table).where(table.person_id == person.id))
    db.session.flush()
