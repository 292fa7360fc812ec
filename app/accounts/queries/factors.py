"""Questions about second factors, recovery codes and links sent by mail."""

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import func, select

from app.accounts.models import MailedLink, Person, RecoveryCode, SecondFactor
from app.shared.clock import now
from app.shared.database import db
from app.shared.secrets import keyed_hashes

LINK_PURPOSE = "mailed link"


def factors_of(person_id: int) -> Sequence[SecondFactor]:
    """Return the second factors of a person, the oldest first."""
    wanted = select(SecondFactor).where(SecondFactor.person_id == person_id)
    return db.session.scalars(wanted.order_by(SecondFactor.id)).all()


def factor_of(person_id: int, factor_id: int) -> SecondFactor | None:
    """Return this second factor if it is the person's own."""
    own = (SecondFactor.person_id == person_id) & (SecondFactor.id == factor_id)
    return db.session.scalar(select(SecondFactor).where(own))


def passkey_by_credential(credential_id: str) -> SecondFactor | None:
    """Return the passkey with this id, whosever it is."""
    return db.session.scalar(
        select(SecondFactor).where(SecondFactor.credential_id == credential_id)
    )


def recovery_codes_left(person_id: int) -> int:
    """Return how many recovery codes still work."""
    unused = (RecoveryCode.person_id == person_id) & RecoveryCode.used_at.is_(None)
    return db.session.scalar(select(func.count()).select_from(RecoveryCode).where(unused)) or 0


def link_behind(kind: str, token: str, moment: dt.datetime | None = None) -> MailedLink | None:
    """Return the link of this kind that the token opens, if it has neither ended nor been used."""
    hashes = keyed_hashes(LINK_PURPOSE, token)
    wanted = select(MailedLink).where(MailedLink.token_hash.in_(hashes), MailedLink.kind == kind)
    return db.session.scalar(wanted.where(MailedLink.ends_at > (moment or now())))


def invited_among(person_ids: Sequence[int]) -> set[int]:
    """Return which of these people, who cannot sign in, were invited and have not answered yet."""
    asked = MailedLink.person_id.in_(person_ids) & (MailedLink.kind == "invitation")
    return set(db.session.scalars(select(MailedLink.person_id).where(asked)))


def is_invited(person: Person) -> bool:
    """Whether the person was invited and has not answered yet, however old the invitation is."""
    theirs = (MailedLink.person_id == person.id) & (MailedLink.kind == "invitation")
    asked = db.session.scalar(select(MailedLink.token_hash).where(theirs).limit(1))
    return not person.active and asked is not None
