"""Consultations (Beteiligungen): a question put to the public for a time."""

import datetime as dt
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.areas.models import Area
from app.shared.database import Base, BigId, UtcDateTime

DAYS_TO_DECIDE = 3


class Consultation(Base):
    """A question with its time; texts are dictionaries by language, the introduction Markdown.

    No areas means the whole city; no contributor kinds means everybody. The permanent one
    (Dauerbeteiligung) never closes. `days_to_decide`: working days until a contribution is due.
    """

    __tablename__ = "consultation"
    __table_args__ = (
        CheckConstraint("closes_at IS NULL OR closes_at > opens_at", name="closes_after_opening"),
        CheckConstraint("NOT is_permanent OR closes_at IS NULL", name="permanent_never_closes"),
        CheckConstraint("days_to_decide BETWEEN 1 AND 60", name="days_to_decide"),
        Index(
            "uq_consultation_one_permanent",
            "is_permanent",
            unique=True,
            sqlite_where=text("is_permanent"),
            postgresql_where=text("is_permanent"),
        ),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    title: Mapped[Any] = mapped_column(JSON)
    question: Mapped[Any] = mapped_column(JSON)
    introduction: Mapped[Any] = mapped_column(JSON, default=dict)
    is_permanent: Mapped[bool] = mapped_column(default=False)
    is_example: Mapped[bool] = mapped_column(default=False)
    opens_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    closes_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    contributor_kinds: Mapped[Any] = mapped_column(JSON, default=list)
    days_to_decide: Mapped[int] = mapped_column(default=DAYS_TO_DECIDE)
    created_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    areas: Mapped[list[Area]] = relationship(
        secondary="consultation_area", order_by=Area.number, lazy="selectin"
    )


class ConsultationArea(Base):
    """A consultation is limited to this Ortsteil (and others of the same kind of row)."""

    __tablename__ = "consultation_area"

    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"), primary_key=True)
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"), primary_key=True, index=True)
