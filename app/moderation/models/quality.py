"""Figures about the helpers that take too long to be made while somebody waits."""

import datetime as dt
from typing import Any

from sqlalchemy import JSON, String
from sqlalchemy.orm import Mapped, mapped_column

from app.shared.database import Base, UtcDateTime


class QualityFigure(Base):
    """The figures of one helper on the shipped sample, as measured last."""

    __tablename__ = "quality_figure"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    figures: Mapped[Any] = mapped_column(JSON)
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
