"""What colleagues tell each other about the queue: who is on what, marks, views, reminders."""

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.shared.database import Base, BigId, UtcDateTime

MARK_KINDS = ("personal", "attention")


class Claim(Base):
    """Somebody has a contribution open ("gerade bei ..."); it ends by itself."""

    __tablename__ = "claim"

    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    until: Mapped[dt.datetime] = mapped_column(UtcDateTime)


class Mark(Base):
    """A contribution needs a closer look: found by the worker (personal) or set by hand."""

    __tablename__ = "mark"
    __table_args__ = (CheckConstraint("kind IN ('personal', 'attention')", name="kind"),)

    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(12), primary_key=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime)


class SavedView(Base):
    """Filters of the queue under a name, for the person who saved them."""

    __tablename__ = "saved_view"
    __table_args__ = (UniqueConstraint("person_id", "name"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    name: Mapped[str] = mapped_column(String(60))
    query: Mapped[str] = mapped_column(String(400))


class TeamReminder(Base):
    """The team was told on this working day (Europe/Berlin) what is due."""

    __tablename__ = "team_reminder"

    day: Mapped[dt.date] = mapped_column(primary_key=True)
    due: Mapped[int]
    overdue: Mapped[int]
    sent_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
