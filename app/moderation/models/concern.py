"""Concerns: contributions that say the same, and what published texts speak about."""

import datetime as dt

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.shared.database import Base, BigId, UtcDateTime


class Concern(Base):
    """Contributions that say the same, under a neutral title (Anliegen); two at least.

    `active_at` is when somebody last changed it: lists show the liveliest first.
    """

    __tablename__ = "concern"
    __table_args__ = (Index("ix_concern_active", "active_at", "id"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    public_number: Mapped[str] = mapped_column(String(20), unique=True)
    title: Mapped[str] = mapped_column(String(200))
    created_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    active_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    is_example: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class ConcernMember(Base):
    """That a contribution belongs to a concern: to one at most. Withdrawn ones stay counted."""

    __tablename__ = "concern_member"
    __table_args__ = (
        Index("ix_concern_member_concern_at", "concern_id", "at", "submission_id"),
        Index("ix_concern_member_person_at", "person_id", "at"),
    )

    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), primary_key=True)
    concern_id: Mapped[int] = mapped_column(ForeignKey("concern.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime)


class TextConcept(Base):
    """That a published text speaks about a concept of everyday language; see data/concepts.yaml.

    Made when a contribution is published, so that similar ones of an Ortsteil are found by an
    index, without reading texts. `area_key` is 0 where no Ortsteil is named.
    """

    __tablename__ = "text_concept"
    __table_args__ = (
        Index("ix_text_concept_area_concept", "area_key", "concept", "submission_id"),
    )

    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), primary_key=True)
    concept: Mapped[str] = mapped_column(String(40), primary_key=True)
    area_key: Mapped[int] = mapped_column(BigId)
