"""What happened to a contribution, and what was said about it."""

import datetime as dt

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    Text,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from app.shared.database import Base, BigId, UtcDateTime, one_of
from app.submissions.models.submission import CAUSES


class StatusChange(Base):
    """One line of a contribution's history: who, from, to, why, when.

    The submitter reads `reason` and `recipient`; `note` is for colleagues alone. `rule_key` names
    the house rule of a decline, `cause` what changed the status if it was no decision.
    """

    __tablename__ = "status_change"
    __table_args__ = (
        one_of("cause", CAUSES),
        Index(
            "ix_status_change_person_at",
            "person_id",
            "at",
            sqlite_where=text("person_id IS NOT NULL"),
            postgresql_where=text("person_id IS NOT NULL"),
        ),
        Index(
            "ix_status_change_rule_key",
            "rule_key",
            sqlite_where=text("rule_key IS NOT NULL"),
            postgresql_where=text("rule_key IS NOT NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), index=True)
    from_status: Mapped[str | None] = mapped_column(String(20))
    to_status: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str | None] = mapped_column(String(2000))
    note: Mapped[str | None] = mapped_column(String(2000))
    recipient: Mapped[str | None] = mapped_column(String(200))
    rule_key: Mapped[str | None] = mapped_column(String(40))
    cause: Mapped[str | None] = mapped_column(String(20))
    waits_until: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime)


class SubmissionEvent(Base):
    """Something that happened to a contribution beside its status; its submitter reads it.

    A room above writes it through `note_event`: `kind` names the sentence, `reference` the thing
    (the public number of a concern) and `title` what it was called on that day.
    """

    __tablename__ = "submission_event"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), index=True)
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    kind: Mapped[str] = mapped_column(String(30))
    reference: Mapped[str | None] = mapped_column(String(40))
    title: Mapped[str | None] = mapped_column(String(200))


class Addition(Base):
    """Something the submitter added later with the receipt code; for staff, not public."""

    __tablename__ = "addition"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), index=True)
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime)


class Question(Base):
    """A question to the submitter (Rückfrage), and the answer once there is one; not public."""

    __tablename__ = "question"
    __table_args__ = (
        CheckConstraint("(answer IS NULL) = (answered_at IS NULL)", name="answer_has_time"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), index=True)
    text: Mapped[str] = mapped_column(Text)
    asked_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    answer: Mapped[str | None] = mapped_column(Text)
    answered_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
