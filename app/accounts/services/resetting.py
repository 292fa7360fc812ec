"""Setting a forgotten password anew."""

from app.accounts.models import Person
from app.accounts.policy import password_problem
from app.accounts.queries import by_email, link_behind
from app.accounts.services.audit import record
from app.accounts.services.links import mail_to, make_link, sealed, unsealed, use_link
from app.accounts.services.passwords import common_passwords, hash_password
from app.accounts.services.people import store_password
from app.shared.database import db
from app.shared.errors import InvalidData, NotPossible
from app.shared.jobs import Job, handles, put_in
from app.shared.transactions import writes


@writes
def ask_for_reset(email: str) -> None:
    """Let the worker find out whether there is such an account: here all addresses cost the same.

    The address waits encrypted and is deleted once the worker has looked.
    """
    put_in("account_reset", {"email": sealed(email.strip().lower())})


@handles("account_reset")
@writes
def find_out(job: Job) -> None:
    """Send a link if an active account with a password has this address; forget the address."""
    person = by_email(unsealed(job.payload.get("email")) or "")
    job.payload = {}
    if person is not None and person.active and person.password_hash:
        mail_to(person, "reset", token=reset_link(None, person))
    db.session.flush()


@writes
def reset_link(by_id: int | None, person: Person) -> str:
    """Return the token of a link to set a new password, good for an hour."""
    record(by_id, "password reset asked for", f"person:{person.id}")
    return make_link(person, "reset")


@writes
def send_reset_link(by: Person, person: Person) -> str:
    """Send somebody a link to set a new password, and return its token."""
    token = reset_link(by.id, person)
    mail_to(person, "reset", token=token)
    return token


def reset_password(token: str, password: str) -> Person:
    """Set the password of the person whose link this is, and end all their sessions.

    The second factor stays. Raises `NotPossible` if the link has ended, `InvalidData` for an unfit
    password.
    """
    link = link_behind("reset", token)
    if link is None or not link.person.active:
        raise NotPossible
    problem = password_problem(password, link.person.email, common_passwords())
    if problem:
        raise InvalidData([problem])
    return _reset(token, hash_password(password))


@writes
def _reset(token: str, password_hash: str) -> Person:
    person, _nothing = use_link("reset", token)
    store_password(person, password_hash)
    mail_to(person, "password")
    return person
