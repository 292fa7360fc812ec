"""What a measure costs, and by which figures its effect is seen."""

import datetime as dt
import decimal

from sqlalchemy import CheckConstraint, ForeignKey, Numeric, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.shared.database import Base, BigId


class BudgetLine(Base):
    """Money of one year (EUR): budget line (Haushaltsstelle), source of funds, planned, spent.

    `spent` is None while the year is not accounted for. `version` guards against two editors.
    """

    __tablename__ = "budget_line"
    __table_args__ = (
        CheckConstraint("planned >= 0 AND (spent IS NULL OR spent >= 0)", name="not_negative"),
        CheckConstraint("year BETWEEN 2000 AND 2100", name="year"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    measure_id: Mapped[int] = mapped_column(ForeignKey("measure.id"), index=True)
    year: Mapped[int]
    budget_number: Mapped[str] = mapped_column(String(40))
    source: Mapped[str] = mapped_column(String(120))
    planned: Mapped[decimal.Decimal] = mapped_column(Numeric(14, 2))
    spent: Mapped[decimal.Decimal | None] = mapped_column(Numeric(14, 2))
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class EffectIndicator(Base):
    """A figure by which the effect of a measure is seen: where it stood, where it shall stand."""

    __tablename__ = "effect_indicator"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    measure_id: Mapped[int] = mapped_column(ForeignKey("measure.id"), index=True)
    title: Mapped[str] = mapped_column(String(200))
    unit: Mapped[str] = mapped_column(String(40))
    source: Mapped[str] = mapped_column(String(200))
    baseline: Mapped[decimal.Decimal | None] = mapped_column(Numeric(14, 3))
    baseline_on: Mapped[dt.date | None]
    target: Mapped[decimal.Decimal | None] = mapped_column(Numeric(14, 3))
    target_on: Mapped[dt.date | None]
    version: Mapped[int] = mapped_column(default=1)
    values: Mapped[list["EffectValue"]] = relationship(
        order_by="EffectValue.on", cascade="all, delete-orphan"
    )

    __mapper_args__ = {"version_id_col": version}


class EffectValue(Base):
    """What the figure was on a day."""

    __tablename__ = "effect_value"
    __table_args__ = (UniqueConstraint("indicator_id", "on"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    indicator_id: Mapped[int] = mapped_column(ForeignKey("effect_indicator.id"))
    on: Mapped[dt.date]
    value: Mapped[decimal.Decimal] = mapped_column(Numeric(14, 3))
