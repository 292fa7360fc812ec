"""What is kept beside the text: hidden passages, earlier versions, an address for news."""

import datetime as dt

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    LargeBinary,
    String,
    Text,
)
from sqlalchemy.orm import Mapped, mapped_column

from app.shared.database import Base, BigId, UtcDateTime


class Redaction(Base):
    """A passage [start, end) of the original text, in code points, that the public text hides."""

    __tablename__ = "redaction"
    __table_args__ = (CheckConstraint("start_at >= 0 AND end_at > start_at", name="range"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), index=True)
    start_at: Mapped[int]
    end_at: Mapped[int]


class KeptText(Base):
    """A version of a text that passages refer to; never changed, deleted with the contribution."""

    __tablename__ = "kept_text"

    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    text: Mapped[str] = mapped_column(Text)


class LockedText(Base):
    """The text of a restricted contribution (Art. 18 GDPR): kept, and nothing else.

    It lies apart, so that nothing that reads texts can meet it by mistake.
    """

    __tablename__ = "locked_text"

    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), primary_key=True)
    text: Mapped[str] = mapped_column(Text)
    locked_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)


class Contact(Base):
    """An e-mail address for news, encrypted with a key outside the database."""

    __tablename__ = "contact"

    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), primary_key=True)
    email_encrypted: Mapped[bytes] = mapped_column(LargeBinary)
    language: Mapped[str] = mapped_column(String(10))
    created_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
