"""People as the city's identity provider knows them."""

import datetime as dt

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models.person import Person
from app.shared.database import Base, BigId, UtcDateTime


class ExternalIdentity(Base):
    """Somebody at an identity provider: known by issuer and subject, never by an address alone.

    `person_id` is None while an administrator has not confirmed that this is the account with the
    same address.
    """

    __tablename__ = "external_identity"
    __table_args__ = (UniqueConstraint("issuer", "subject"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    issuer: Mapped[str] = mapped_column(String(300))
    subject: Mapped[str] = mapped_column(String(255))
    email: Mapped[str] = mapped_column(String(254), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    first_seen_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    linked_by_id: Mapped[int | None] = mapped_column(BigId)
    person: Mapped[Person | None] = relationship()
