"""Hearings: the administration asks councils before a decision, and what they answer."""

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Office
from app.areas.models import Council
from app.shared.clock import to_local
from app.shared.database import Base, BigId, UtcDateTime, one_of
from app.shared.uploads import StoredFile

HEARING_STATUSES = ("open", "closed")
REPLIES = ("waiting", "answered", "no_statement", "silent")


class Hearing(Base):
    """A hearing (Anhörung) of one council or several before a decision.

    `reply_until` is the last day (Europe/Berlin). Nothing of it is public before it is closed.
    """

    __tablename__ = "hearing"
    __table_args__ = (
        one_of("status", HEARING_STATUSES),
        CheckConstraint("(status = 'closed') = (closed_at IS NOT NULL)", name="closed_has_time"),
        Index("ix_hearing_opened", "opened_at", "id"),
        Index("ix_hearing_status_until", "status", "reply_until", "id"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    public_number: Mapped[str] = mapped_column(String(20), unique=True)
    office_id: Mapped[int | None] = mapped_column(ForeignKey("office.id"), index=True)
    title: Mapped[str] = mapped_column(String(200))
    text: Mapped[str] = mapped_column(Text)
    reply_until: Mapped[dt.date]
    status: Mapped[str] = mapped_column(String(12), default="open")
    opened_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    opened_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    closed_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    is_example: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)
    office: Mapped[Office | None] = relationship()
    replies: Mapped[list["HearingReply"]] = relationship(back_populates="hearing")
    documents: Mapped[list[StoredFile]] = relationship(
        secondary="hearing_document", order_by=StoredFile.id
    )

    __mapper_args__ = {"version_id_col": version}


class HearingDocument(Base):
    """A document of a hearing: for the councils that are asked, public when it is closed."""

    __tablename__ = "hearing_document"

    hearing_id: Mapped[int] = mapped_column(ForeignKey("hearing.id"), primary_key=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_file.id"), primary_key=True, index=True)


class HearingReply(Base):
    """What one council says in a hearing: waiting, a text, "no statement", or nothing in time."""

    __tablename__ = "hearing_reply"
    __table_args__ = (
        UniqueConstraint("hearing_id", "council_id"),
        one_of("status", REPLIES),
        CheckConstraint("(status = 'answered') = (text IS NOT NULL)", name="answered_has_text"),
        CheckConstraint(
            "(status IN ('answered', 'no_statement')) = (answered_at IS NOT NULL)",
            name="answered_has_time",
        ),
        Index("ix_hearing_reply_council_status", "council_id", "status", "hearing_id"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    hearing_id: Mapped[int] = mapped_column(ForeignKey("hearing.id"))
    council_id: Mapped[int] = mapped_column(ForeignKey("council.id"))
    status: Mapped[str] = mapped_column(String(12), default="waiting")
    text: Mapped[str | None] = mapped_column(Text)
    resolved_on: Mapped[dt.date | None]
    resolution_number: Mapped[str] = mapped_column(String(60), default="")
    answered_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    version: Mapped[int] = mapped_column(default=1)
    hearing: Mapped[Hearing] = relationship(back_populates="replies")
    council: Mapped[Council] = relationship()

    __mapper_args__ = {"version_id_col": version}

    @property
    def is_late(self) -> bool:
        """Whether the answer came after the last day."""
        return self.answered_at is not None and (
            to_local(self.answered_at).date() > self.hearing.reply_until
        )
