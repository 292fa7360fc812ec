"""Rights of the people whose data are stored, and how long data are kept."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.shared.database import Base, BigId, UtcDateTime, one_of
from app.submissions.models import Submission

OUTCOMES = ("granted", "refused")


@dataclass(frozen=True)
class Rules:
    """How long things are kept; see `data/retention.yaml`."""

    published_years: int
    declined_years: int
    archive_months: int
    contact_days: int
    request_years: int
    job_days: int
    account_years: int


class PrivacyRequest(Base):
    """An objection (Art. 21 GDPR) to what is done with a contribution, and what became of it.

    Its answer is due on `due_on` (a day in Europe/Berlin, Art. 12(3)). When the contribution is
    deleted the words go; that there was a request, and when it was answered, stays.
    """

    __tablename__ = "privacy_request"
    __table_args__ = (
        one_of("outcome", OUTCOMES),
        CheckConstraint("(outcome IS NULL) = (answered_at IS NULL)", name="outcome_has_time"),
        Index(
            "ix_privacy_request_open",
            "due_on",
            "id",
            sqlite_where=text("answered_at IS NULL"),
            postgresql_where=text("answered_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), index=True)
    text: Mapped[str | None] = mapped_column(Text)
    received_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    due_on: Mapped[dt.date]
    outcome: Mapped[str | None] = mapped_column(String(10))
    answer: Mapped[str | None] = mapped_column(Text)
    answered_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    version: Mapped[int] = mapped_column(default=1)

    submission: Mapped[Submission] = relationship()

    __mapper_args__ = {"version_id_col": version}


class Erasure(Base):
    """That a contribution was deleted, by the hash of its receipt code; see `services/ledger.py`.

    It refers to no contribution: it must be true in an older copy of the database as well.
    """

    __tablename__ = "erasure"

    receipt_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    erased_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)


class LegalHold(Base):
    """A contribution that is not deleted by the clock, because a procedure needs it."""

    __tablename__ = "legal_hold"

    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), primary_key=True)
    reason: Mapped[str] = mapped_column(String(500))
    since: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    submission: Mapped[Submission] = relationship()


class ArchiveOffer(Base):
    """A contribution whose time is over: offered to the public archive before it is deleted.

    `listed_at` is when its time was over, `offered_at` when it was offered (None: not yet).
    """

    __tablename__ = "archive_offer"
    __table_args__ = (Index("ix_archive_offer_offered", "offered_at", "submission_id"),)

    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), primary_key=True)
    listed_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    offered_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    submission: Mapped[Submission] = relationship()


class RetentionRun(Base):
    """The night (a day in Europe/Berlin) in which everything due was deleted, and how much."""

    __tablename__ = "retention_run"

    day: Mapped[dt.date] = mapped_column(primary_key=True)
    finished_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    figures: Mapped[Any] = mapped_column(JSON)
