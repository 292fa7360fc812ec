"""Accounts that residents open by themselves: optional, with an address and a password only."""

import base64
import binascii
import datetime as dt

from app.accounts.models import Person
from app.accounts.queries import by_email, is_invited
from app.accounts.services.invitations import invite_again_by_itself
from app.accounts.services.links import mail_to, sealed, unsealed
from app.accounts.services.people import create_person
from app.shared.clock import now
from app.shared.database import db
from app.shared.errors import NotPossible
from app.shared.jobs import Job, handles, put_in
from app.shared.secrets import decrypt, encrypt
from app.shared.transactions import writes

LIFETIME = dt.timedelta(days=1)


@writes
def ask_for_account(email: str, language: str) -> None:
    """Let the worker find out whether there is such an account: here all addresses cost the same.

    The address waits encrypted and is deleted once the worker has looked.
    """
    put_in("account_sign_up", {"email": sealed(email.strip().lower()), "language": language})


@handles("account_sign_up")
@writes
def send_link(job: Job) -> None:
    """Send a link to open an account; who has one already, or is invited, is told so instead."""
    email, language = unsealed(job.payload.get("email")) or "", job.payload.get("language", "")
    job.payload = {}
    known = by_email(email)
    if known is None:
        put_in("sign_up_mail", {"to": sealed(email), "language": language})
    elif is_invited(known):
        invite_again_by_itself(known)
    elif known.active:
        mail_to(known, "known")
    db.session.flush()


def sign_up_token(email: str) -> str:
    """Return what the link of the mail carries: the address and the hour, encrypted.

    Nothing about an address is stored before its owner opens the account.
    """
    return base64.urlsafe_b64encode(encrypt(f"{now().isoformat()} {email}")).decode()


def email_in(token: str) -> str | None:
    """Return the address in a link that is younger than a day and was not used yet, else None."""
    try:
        opened = decrypt(base64.urlsafe_b64decode(token.encode()))
    except (ValueError, binascii.Error):
        return None
    made_at, _space, email = (opened or "").partition(" ")
    if not email or not now() - LIFETIME < dt.datetime.fromisoformat(made_at) <= now():
        return None
    return None if by_email(email) else email


def open_own_account(token: str, password: str) -> Person:
    """Open the account that the link is for, without a role and without a name.

    Raises `NotPossible` if the link has ended, `InvalidData` for an unfit password.
    """
    email = email_in(token)
    if email is None:
        raise NotPossible
    return create_person(email, "", password, [])
