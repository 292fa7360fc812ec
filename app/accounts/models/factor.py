"""Second factors, recovery codes, and links that are sent by mail."""

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models.person import Person
from app.shared.database import Base, BigId, UtcDateTime, one_of

FACTOR_KINDS = ("totp", "passkey")
LINK_KINDS = ("invitation", "reset", "email")


class SecondFactor(Base):
    """An authenticator app or a passkey of a person.

    An app has a secret, encrypted with a key outside the database, and the time step of the last
    code taken, so that each works once. A passkey has the public part of its key.
    """

    __tablename__ = "second_factor"
    __table_args__ = (
        one_of("kind", FACTOR_KINDS),
        CheckConstraint(
            "(kind = 'totp' AND secret_encrypted IS NOT NULL)"
            " OR (kind = 'passkey' AND credential_id IS NOT NULL AND public_key IS NOT NULL)",
            name="complete",
        ),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    kind: Mapped[str] = mapped_column(String(10))
    name: Mapped[str] = mapped_column(String(60))
    created_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    last_used_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    secret_encrypted: Mapped[bytes | None] = mapped_column(LargeBinary)
    last_step: Mapped[int] = mapped_column(BigId, default=0)
    credential_id: Mapped[str | None] = mapped_column(String(1400), unique=True)
    public_key: Mapped[bytes | None] = mapped_column(LargeBinary)
    sign_count: Mapped[int] = mapped_column(BigId, default=0)


class RecoveryCode(Base):
    """A code for when the second factor is lost; only its hash is stored, it works once."""

    __tablename__ = "recovery_code"

    code_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    made_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    used_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)


class MailedLink(Base):
    """A link sent by mail that opens one thing once: only the hash of its token is stored.

    `new_email_encrypted` is the address that a person wants to change to.
    """

    __tablename__ = "mailed_link"
    __table_args__ = (one_of("kind", LINK_KINDS),)

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    kind: Mapped[str] = mapped_column(String(12))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    made_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    ends_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    new_email_encrypted: Mapped[bytes | None] = mapped_column(LargeBinary)
    person: Mapped[Person] = relationship()
