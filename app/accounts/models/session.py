"""Running sessions of people who are signed in."""

import datetime as dt

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models.person import Person
from app.shared.database import Base, UtcDateTime


class SignInSession(Base):
    """A running session: only the hash of its 256-bit token is stored (ASVS 7.2)."""

    __tablename__ = "sign_in_session"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    started_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    ends_at: Mapped[dt.datetime] = mapped_column(UtcDateTime, index=True)
    person: Mapped[Person] = relationship()
