"""Running sessions of people who are signed in, or who still owe their second factor."""

import datetime as dt

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models.person import Person
from app.shared.database import Base, UtcDateTime, one_of

STAGES = ("password", "full")


class SignInSession(Base):
    """A running session: only the hash of its 256-bit token is stored (ASVS 7.2).

    In the stage "password" the second factor is still owed, and nothing but its pages opens.
    `confirmed_at` is when the person last proved who they are; `challenge` is what a passkey has
    to sign next; `browser` names the kind of browser, never an address.
    """

    __tablename__ = "sign_in_session"
    __table_args__ = (one_of("stage", STAGES),)

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    stage: Mapped[str] = mapped_column(String(10), default="full")
    has_factor: Mapped[bool] = mapped_column(default=False)
    browser: Mapped[str] = mapped_column(String(60), default="")
    started_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    seen_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    confirmed_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    ends_at: Mapped[dt.datetime] = mapped_column(UtcDateTime, index=True)
    challenge: Mapped[str | None] = mapped_column(String(120))
    person: Mapped[Person] = relationship()

    @property
    def mark(self) -> str:
        """What names this session on a page; it opens nothing."""
        return self.token_hash[:16]
