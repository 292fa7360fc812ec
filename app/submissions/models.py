"""Contributions (Beiträge), their history, and what belongs to them."""

import datetime as dt

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.areas.models import Area
from app.consultations.models import Consultation
from app.guidelines.models import Code
from app.shared.database import Base, BigId, UtcDateTime

STATUSES = ("received", "asked", "held", "forwarded", "published", "declined", "withdrawn")
# What changes a status other than a decision of somebody at the desk.
CAUSES = ("undo", "answer", "no_answer", "correction", "addition", "date")
PLACES = ("area", "city", "unknown")
KINDS = ("need", "idea", "problem", "praise")
CHANNELS = ("web", "paper", "phone", "in_person", "email", "workshop", "import")
ON_BEHALF = ("self", "others", "organisation")
CONTRIBUTOR_KINDS = (
    "resident",
    "district_mayor",
    "council",
    "welfare_provider",
    "advisory_board",
    "jobcenter",
    "housing_company",
    "religious_community",
    "neighbourhood_work",
    "association",
    "business",
    "city_office",
    "politics",
)


def one_of(column: str, values: tuple[str, ...]) -> CheckConstraint:
    """Return a check that the column holds one of the values (or nothing)."""
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


class Submission(Base):
    """One contribution through any channel.

    `text` is what was typed; a correction raises `text_version`. `public_text` is what everybody
    may read, set when published and None otherwise. A withdrawn contribution keeps neither,
    only what statistics need. `rests_since` is when it was put aside (asked, held, forwarded),
    `waits_until` when it comes back into the queue by itself.
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
        CheckConstraint("(status = 'withdrawn') = (text IS NULL)", name="withdrawn_has_no_text"),
        CheckConstraint(
            "(status IN ('asked', 'held', 'forwarded')) = (rests_since IS NOT NULL)",
            name="resting_has_time",
        ),
        CheckConstraint(
            "waits_until IS NULL OR status IN ('asked', 'held')", name="only_resting_waits"
        ),
        Index("ix_submission_area_published", "area_id", "published_at", "id"),
        Index("ix_submission_consultation_published", "consultation_id", "published_at", "id"),
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
    hints: Mapped[list["CodeHint"]] = relationship(back_populates="submission")

    __mapper_args__ = {"version_id_col": version}


class StatusChange(Base):
    """One line of a contribution's history: who, from, to, why, when.

    The submitter reads `reason` and `recipient`; `note` is for colleagues alone. `rule_key` names
    the house rule of a decline, `cause` what changed the status if it was no decision.
    """

    __tablename__ = "status_change"
    __table_args__ = (
        one_of("cause", CAUSES),
        Index("ix_status_change_person_at", "person_id", "at"),
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


class CodeHint(Base):
    """A code that the submitter chose; moderators decide on the final coding."""

    __tablename__ = "code_hint"

    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), primary_key=True)
    code_id: Mapped[int] = mapped_column(ForeignKey("code.id"), primary_key=True, index=True)
    submission: Mapped[Submission] = relationship(back_populates="hints")
    code: Mapped[Code] = relationship()


class Contact(Base):
    """An e-mail address for news, encrypted with a key outside the database."""

    __tablename__ = "contact"

    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), primary_key=True)
    email_encrypted: Mapped[bytes] = mapped_column(LargeBinary)
    language: Mapped[str] = mapped_column(String(10))
    created_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)


class NumberSeries(Base):
    """The last number given out in a year; raised in the transaction that uses it."""

    __tablename__ = "number_series"

    name: Mapped[str] = mapped_column(String(20), primary_key=True)
    last: Mapped[int] = mapped_column(BigId)


class SubmissionCount(Base):
    """How many contributions of a consultation and place are in a status: maintained, not counted.

    `area_key` is the area's id, or 0 where the contribution names no Ortsteil. `voices` is for how
    many people these contributions stand.
    """

    __tablename__ = "submission_count"
    __table_args__ = (
        UniqueConstraint("consultation_id", "area_key", "status"),
        CheckConstraint("number >= 0", name="number_not_negative"),
        CheckConstraint("voices >= 0", name="voices_not_negative"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"))
    area_key: Mapped[int] = mapped_column(BigId)
    status: Mapped[str] = mapped_column(String(20))
    number: Mapped[int] = mapped_column(BigId)
    voices: Mapped[int] = mapped_column(BigId, default=0)


class Voice(Base):
    """Somebody who said “me too” to a published contribution.

    Only the day is kept (UTC), and nothing about who it was. `voice_key` is a keyed hash of the
    form's key and the contribution: one form counts once.
    """

    __tablename__ = "voice"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), index=True)
    voice_key: Mapped[str] = mapped_column(String(64), unique=True)
    day: Mapped[dt.date]


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
