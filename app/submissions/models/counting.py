"""Numbers: series, maintained counts, voices."""

import datetime as dt

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from app.shared.database import Base, BigId


class NumberSeries(Base):
    """The last number given out in a year; raised in the transaction that uses it."""

    __tablename__ = "number_series"

    name: Mapped[str] = mapped_column(String(20), primary_key=True)
    last: Mapped[int] = mapped_column(BigId)


class SubmissionCount(Base):
    """How many contributions of a consultation and place are in a status: maintained, not counted.

    `area_key` is the area's id, or 0 where the contribution names no Ortsteil. `voices` is for how
    many people these contributions stand, `relayed` how many of them were passed on for others.
    """

    __tablename__ = "submission_count"
    __table_args__ = (
        UniqueConstraint("consultation_id", "area_key", "status"),
        CheckConstraint("number >= 0", name="number_not_negative"),
        CheckConstraint("voices >= 0", name="voices_not_negative"),
        CheckConstraint("relayed >= 0", name="relayed_not_negative"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"))
    area_key: Mapped[int] = mapped_column(BigId)
    status: Mapped[str] = mapped_column(String(20))
    number: Mapped[int] = mapped_column(BigId)
    voices: Mapped[int] = mapped_column(BigId, default=0)
    relayed: Mapped[int] = mapped_column(BigId, default=0)


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
