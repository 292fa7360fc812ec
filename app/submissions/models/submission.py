"""A contribution (Beitrag), with what its writer chose."""

import datetime as dt

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    Text,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import CONTRIBUTOR_KINDS, Organisation
from app.areas.models import Area
from app.consultations.models import Consultation
from app.guidelines.models import Code
from app.shared.database import Base, BigId, UtcDateTime, one_of

STATUSES = (
    *("received", "asked", "held", "forwarded", "published", "declined"),
    *("restricted", "withdrawn"),
)
# What changes a status other than a decision of somebody at the desk.
CAUSES = (
    *("undo", "answer", "no_answer", "correction", "addition", "date"),
    *("lifted", "objection", "retention"),
)
PLACES = ("area", "city", "unknown")
KINDS = ("need", "idea", "problem", "praise")
CHANNELS = ("web", "paper", "phone", "in_person", "email", "workshop", "import")
ON_BEHALF = ("self", "others", "organisation")


class Submission(Base):
    """One contribution through any channel.

    `text` is what was typed; a correction raises `text_version`. `public_text` is what everybody
    may read, set when published and None otherwise. A withdrawn contribution keeps neither,
    only what statistics need; the text of a restricted one is locked away (`LockedText`).
    `organisation` is the name that was typed, `organisation_id` the
    known organisation that a signed-in member spoke for, `entered_by_id` who keyed it in for
    somebody else (telephone, paper, workshop, import), `workshop_id` the workshop it is a note of.
    `rests_since` is when it was put aside
    (asked, held, forwarded), `waits_until` when it comes back into the queue by itself.
    """

    __tablename__ = "submission"
    __table_args__ = (
        one_of("status", STATUSES),
        one_of("place", PLACES),
        one_of("kind", KINDS),
        one_of("channel", CHANNELS),
        one_of("on_behalf", ON_BEHALF),
        one_of("contributor_kind", CONTRIBUTOR_KINDS),
        CheckConstraint("(place = 'area') = (area_id IS NOT NULL)", name="place_has_area"),
        CheckConstraint(
            "(status = 'published') = (public_text IS NOT NULL AND published_at IS NOT NULL)",
            name="published_has_text",
        ),
        CheckConstraint(
            "(status IN ('withdrawn', 'restricted')) = (text IS NULL)", name="withdrawn_has_no_text"
        ),
        CheckConstraint(
            "(status IN ('asked', 'held', 'forwarded')) = (rests_since IS NOT NULL)",
            name="resting_has_time",
        ),
        CheckConstraint(
            "waits_until IS NULL OR status IN ('asked', 'held')", name="only_resting_waits"
        ),
        Index("ix_submission_area_published", "area_id", "published_at", "id"),
        Index(
            "ix_submission_consultation_published",
            "consultation_id",
            "published_at",
            "id",
            sqlite_where=text("status = 'published'"),
            postgresql_where=text("status = 'published'"),
        ),
        Index(
            "ix_submission_waiting",
            "due_at",
            "id",
            # What the queue is filtered by, so that a filter reads the index alone.
            "area_id",
            "consultation_id",
            "channel",
            "language",
            sqlite_where=text("status = 'received'"),
            postgresql_where=text("status = 'received'"),
        ),
        Index(
            "ix_submission_decided",
            "decided_at",
            sqlite_where=text("decided_at IS NOT NULL"),
            postgresql_where=text("decided_at IS NOT NULL"),
        ),
        Index(
            "ix_submission_published",
            "published_at",
            "id",
            sqlite_where=text("status = 'published'"),
            postgresql_where=text("status = 'published'"),
        ),
        Index(
            "ix_submission_organisation_id",
            "organisation_id",
            "id",
            sqlite_where=text("organisation_id IS NOT NULL"),
            postgresql_where=text("organisation_id IS NOT NULL"),
        ),
        Index(
            "ix_submission_workshop_id",
            "workshop_id",
            "id",
            sqlite_where=text("workshop_id IS NOT NULL"),
            postgresql_where=text("workshop_id IS NOT NULL"),
        ),
        Index(
            "ix_submission_resting",
            "status",
            "rests_since",
            "id",
            sqlite_where=text("rests_since IS NOT NULL"),
            postgresql_where=text("rests_since IS NOT NULL"),
        ),
        Index(
            "ix_submission_waits_until",
            "waits_until",
            "id",
            sqlite_where=text("waits_until IS NOT NULL"),
            postgresql_where=text("waits_until IS NOT NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    public_number: Mapped[str] = mapped_column(String(20), unique=True)
    submission_key: Mapped[str] = mapped_column(String(64), unique=True)
    content_hash: Mapped[str] = mapped_column(String(64))
    receipt_hash: Mapped[str] = mapped_column(String(64), unique=True)
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"))
    place: Mapped[str] = mapped_column(String(10))
    area_id: Mapped[int | None] = mapped_column(ForeignKey("area.id"))
    channel: Mapped[str] = mapped_column(String(20), default="web")
    contributor_kind: Mapped[str] = mapped_column(String(30), default="resident")
    organisation: Mapped[str | None] = mapped_column(String(200))
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    entered_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    workshop_id: Mapped[int | None] = mapped_column(ForeignKey("workshop.id"))
    on_behalf: Mapped[str] = mapped_column(String(20), default="self")
    kind: Mapped[str | None] = mapped_column(String(20))
    language: Mapped[str] = mapped_column(String(10), default="de")
    text: Mapped[str | None] = mapped_column(Text)
    text_version: Mapped[int] = mapped_column(default=1)
    public_text: Mapped[str | None] = mapped_column(Text)
    voices: Mapped[int] = mapped_column(default=1)
    status: Mapped[str] = mapped_column(String(20), default="received")
    decline_reason: Mapped[str | None] = mapped_column(String(2000))
    notice_version: Mapped[str] = mapped_column(String(20))
    is_example: Mapped[bool] = mapped_column(default=False)
    received_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    due_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    decided_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    published_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    rests_since: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    waits_until: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column(default=1)

    area: Mapped[Area | None] = relationship()
    consultation: Mapped[Consultation] = relationship()
    speaker: Mapped[Organisation | None] = relationship()
    hints: Mapped[list["CodeHint"]] = relationship(back_populates="submission")

    __mapper_args__ = {"version_id_col": version}


class CodeHint(Base):
    """A code that the submitter chose; moderators decide on the final coding."""

    __tablename__ = "code_hint"

    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), primary_key=True)
    code_id: Mapped[int] = mapped_column(ForeignKey("code.id"), primary_key=True, index=True)
    submission: Mapped[Submission] = relationship(back_populates="hints")
    code: Mapped[Code] = relationship()
