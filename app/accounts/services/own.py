"""What people change about their own account."""

from app.accounts.models import Person, SignInSession
from app.accounts.policy import password_problem
from app.accounts.queries import by_email
from app.accounts.services.audit import record
from app.accounts.services.links import mail_to, make_link, use_link
from app.accounts.services.passwords import common_passwords, hash_password
from app.accounts.services.people import store_password
from app.accounts.services.sessions import (
    confirm_again,
    end_all_sessions,
    end_other_sessions,
    sign_in,
)
from app.accounts.services.totp import WrongCode, use_totp
from app.shared.errors import InvalidData, NotPossible
from app.shared.transactions import writes


@writes
def rename_person(person: Person, name: str) -> None:
    """Change the name that colleagues see."""
    person.name = name
    record(person.id, "name changed", f"person:{person.id}")


def change_password(running: SignInSession, person: Person, password: str) -> str:
    """Change the password and end all sessions; return the token of a new one for this browser.

    Raises `InvalidData` for an unfit password.
    """
    problem = password_problem(password, person.email, common_passwords())
    if problem:
        raise InvalidData([problem])
    return _change_password(running, person, hash_password(password))


@writes
def ask_for_new_email(person: Person, email: str) -> None:
    """Send a link to the new address and a note to the old one; nothing changes before the click.

    Whether somebody else has the address is not told: then the link is never sent.
    """
    email = email.strip().lower()
    record(person.id, "new e-mail address asked for", f"person:{person.id}")
    mail_to(person, "email_note")
    if by_email(email) is None:
        mail_to(person, "email", token=make_link(person, "email", email), to=email)


@writes
def confirm_new_email(token: str) -> Person:
    """Change the address to the one the link went to; the person signs in anew with it.

    Raises `NotPossible` if the link has ended or somebody else took the address.
    """
    person, email = use_link("email", token)
    if not email or by_email(email) is not None or not person.active:
        raise NotPossible
    person.email = email
    end_all_sessions(person)
    record(person.id, "e-mail address changed", f"person:{person.id}")
    return person


@writes
def confirm_by_code(running: SignInSession, person: Person, code: str) -> None:
    """Note that the person proved who they are with a code of the app; raise `WrongCode`."""
    if not use_totp(person, code):
        raise WrongCode
    confirm_again(running)


@writes
def after_factor_added(running: SignInSession, person: Person) -> None:
    """Trust this session, end the others, and tell the person."""
    running.has_factor = True
    end_other_sessions(person, running)
    mail_to(person, "factor_added")


@writes
def _change_password(running: SignInSession, person: Person, password_hash: str) -> str:
    browser, has_factor = running.browser, running.has_factor
    store_password(person, password_hash)
    mail_to(person, "password")
    return sign_in(person, browser, has_factor=has_factor)
