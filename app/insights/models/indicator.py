"""Social indicators: what the city measures in each Ortsteil, year by year."""

import datetime as dt
import decimal
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Numeric, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.shared.database import Base, BigId, UtcDateTime, one_of

INDICATOR_KINDS = ("number", "share")


class SocialIndicator(Base):
    """A social indicator (Kennzahl); `title` and `method` are dictionaries by language code.

    Numbers of several Ortsteile can be added up. Shares, rates and means (`share`) cannot: that
    would need the weight of each Ortsteil. `decimals` is how many places a screen shows.
    """

    __tablename__ = "social_indicator"
    __table_args__ = (
        one_of("kind", INDICATOR_KINDS),
        CheckConstraint("decimals BETWEEN 0 AND 6", name="decimals"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    key: Mapped[str] = mapped_column(String(60), unique=True)
    title: Mapped[Any] = mapped_column(JSON)
    kind: Mapped[str] = mapped_column(String(10))
    unit: Mapped[str] = mapped_column(String(40))
    decimals: Mapped[int]
    method: Mapped[Any] = mapped_column(JSON)
    source: Mapped[str] = mapped_column(String(300))
    loaded_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)


class IndicatorFigure(Base):
    """What an indicator was in an Ortsteil in a year, with the source of this figure.

    `unit` is that of the indicator when the figure was loaded; `method` says what was different
    about this one, if anything was.
    """

    __tablename__ = "indicator_figure"
    __table_args__ = (
        UniqueConstraint("indicator_id", "area_id", "year"),
        CheckConstraint("year BETWEEN 1990 AND 2100", name="year"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    indicator_id: Mapped[int] = mapped_column(ForeignKey("social_indicator.id"))
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"), index=True)
    year: Mapped[int]
    value: Mapped[decimal.Decimal] = mapped_column(Numeric(18, 6))
    unit: Mapped[str] = mapped_column(String(40))
    source: Mapped[str] = mapped_column(String(300))
    method: Mapped[str] = mapped_column(Text, default="")
    indicator: Mapped[SocialIndicator] = relationship()
