"""Links sent by mail: each opens one thing once, for a while."""

import base64
import datetime as dt

from sqlalchemy import delete

from app.accounts.models import MailedLink, Person
from app.accounts.queries import LINK_PURPOSE, link_behind
from app.shared.clock import now
from app.shared.database import db
from app.shared.errors import NotPossible
from app.shared.jobs import put_in
from app.shared.mail import can_send
from app.shared.secrets import decrypt, encrypt, keyed_hash, random_token
from app.shared.transactions import writes

LIFETIMES = {
    "invitation": dt.timedelta(days=7),
    "reset": dt.timedelta(hours=1),
    "email": dt.timedelta(days=1),
}


@writes
def make_link(person: Person, kind: str, new_email: str | None = None) -> str:
    """Return the token of a new link; an earlier one of this kind ends."""
    token, moment = random_token(), now()
    forget_links(person, kind)
    db.session.add(
        MailedLink(
            token_hash=keyed_hash(LINK_PURPOSE, token),
            kind=kind,
            person_id=person.id,
            made_at=moment,
            ends_at=moment + LIFETIMES[kind],
            new_email_encrypted=encrypt(new_email) if new_email else None,
        )
    )
    db.session.flush()
    return token


@writes
def use_link(kind: str, token: str) -> tuple[Person, str | None]:
    """Return whose link this is and the new address in it; raise `NotPossible` if it has ended."""
    link = link_behind(kind, token)
    if link is None:
        raise NotPossible
    person, sealed = link.person, link.new_email_encrypted
    gone = delete(MailedLink).where(MailedLink.token_hash == link.token_hash)
    if not db.session.execute(gone).rowcount:  # type: ignore[attr-defined]
        raise NotPossible
    return person, decrypt(sealed) if sealed else None


@writes
def forget_links(person: Person, *kinds: str) -> None:
    """End the person's links of these kinds, or all."""
    theirs = MailedLink.person_id == person.id
    wanted = theirs & MailedLink.kind.in_(kinds) if kinds else theirs
    db.session.execute(delete(MailedLink).where(wanted))
    db.session.flush()


def mail_to(person: Person, event: str, *, token: str | None = None, to: str | None = None) -> None:
    """Put in a mail about the account, to the person's address unless told; none without server.

    What opens something, and an address that is not the person's yet, waits encrypted.
    """
    if not can_send():
        return
    payload = {"person_id": person.id, "event": event}
    payload |= {"token": sealed(token)} if token else {}
    payload |= {"to": sealed(to)} if to else {}
    put_in("account_mail", payload)


def sealed(value: str) -> str:
    """Return a value encrypted, as text for a job."""
    return base64.b64encode(encrypt(value)).decode()


def unsealed(value: str | None) -> str | None:
    """Return a value that waited encrypted in a job."""
    return decrypt(base64.b64decode(value)) if value else None
