"""Formal proposals of a council with their legal clock, and who was reminded of them."""

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Office
from app.areas.models import Council
from app.shared.database import Base, BigId, UtcDateTime, one_of
from app.shared.uploads import StoredFile
from app.submissions.models import Submission

PROPOSAL_STATUSES = ("draft", "submitted", "decided", "returned")
OUTCOMES = ("accepted", "partly", "rejected")
REMINDERS = ("four_weeks", "one_week", "day_after")


class Proposal(Base):
    """A proposal of a council to an office of the city (ThürKO § 45); a draft until submitted.

    With the receipt (`received_at`) the clock starts: `due_on` is the last day, meant in `zone`,
    counted by version `law_version` of the law text `law_key`. `decided_on` is when the competent
    body decided, `decided_at` when that was recorded here. A returned proposal was sent back
    without a decision; `reason` says why. `file` is the resolution, for council and city alone.
    """

    __tablename__ = "proposal"
    __table_args__ = (
        one_of("status", PROPOSAL_STATUSES),
        one_of("outcome", OUTCOMES),
        CheckConstraint(
            "(status = 'draft') = (received_at IS NULL) AND (status = 'draft') = (due_on IS NULL)"
            " AND (status = 'draft') = (public_number IS NULL)",
            name="submitted_has_clock",
        ),
        CheckConstraint("status = 'draft' OR office_id IS NOT NULL", name="submitted_has_office"),
        CheckConstraint("(status = 'decided') = (outcome IS NOT NULL)", name="decided_has_outcome"),
        CheckConstraint(
            "(status IN ('decided', 'returned')) = (reason IS NOT NULL AND decided_on IS NOT NULL)",
            name="answered_has_reason",
        ),
        Index("ix_proposal_council_received", "council_id", "received_at", "id"),
        Index("ix_proposal_council_created", "council_id", "created_at", "id"),
        Index("ix_proposal_status_received", "status", "received_at", "id"),
        Index(
            "ix_proposal_running",
            "due_on",
            "id",
            sqlite_where=text("status = 'submitted'"),
            postgresql_where=text("status = 'submitted'"),
        ),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    public_number: Mapped[str | None] = mapped_column(String(20), unique=True)
    council_id: Mapped[int] = mapped_column(ForeignKey("council.id"))
    office_id: Mapped[int | None] = mapped_column(ForeignKey("office.id"), index=True)
    title: Mapped[str] = mapped_column(String(200))
    text: Mapped[str] = mapped_column(Text)
    resolved_on: Mapped[dt.date | None]
    resolution_number: Mapped[str] = mapped_column(String(60), default="")
    status: Mapped[str] = mapped_column(String(12), default="draft")
    received_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    due_on: Mapped[dt.date | None]
    zone: Mapped[str | None] = mapped_column(String(40))
    law_key: Mapped[str | None] = mapped_column(String(40))
    law_version: Mapped[str | None] = mapped_column(String(40))
    outcome: Mapped[str | None] = mapped_column(String(12))
    reason: Mapped[str | None] = mapped_column(Text)
    decided_on: Mapped[dt.date | None]
    decided_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    created_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    submitted_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"), index=True)
    is_example: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)
    council: Mapped[Council] = relationship()
    office: Mapped[Office | None] = relationship()
    file: Mapped[StoredFile | None] = relationship()
    grounds: Mapped[list[Submission]] = relationship(
        secondary="proposal_ground", order_by=Submission.id
    )

    __mapper_args__ = {"version_id_col": version}


class ProposalGround(Base):
    """A contribution that a proposal rests on."""

    __tablename__ = "proposal_ground"

    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), primary_key=True)
    submission_id: Mapped[int] = mapped_column(
        ForeignKey("submission.id"), primary_key=True, index=True
    )


class ProposalReminder(Base):
    """Office and moderators were reminded of a proposal: once for each kind."""

    __tablename__ = "proposal_reminder"
    __table_args__ = (one_of("kind", REMINDERS),)

    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(12), primary_key=True)
    sent_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
