"""Codes that the worker suggests for contributions; people decide."""

import datetime as dt
from typing import Any

from sqlalchemy import JSON, Float, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.shared.database import Base, BigId, UtcDateTime


class SuggestionModel(Base):
    """What the worker learned from earlier codings for one version of the code book.

    `learned` is described in `services/learning.py`, `figures` in `services/precision.py`;
    contributions up to `next_id` have been looked at.
    """

    __tablename__ = "suggestion_model"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    code_book_id: Mapped[int] = mapped_column(ForeignKey("code_book.id"))
    trained_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    contributions: Mapped[int]
    codings: Mapped[int]
    last_coding_id: Mapped[int] = mapped_column(BigId)
    is_outdated: Mapped[bool] = mapped_column(default=False)
    next_id: Mapped[int] = mapped_column(BigId, default=0)
    learned: Mapped[Any] = mapped_column(JSON)
    figures: Mapped[Any] = mapped_column(JSON)


class SuggestionsMade(Base):
    """A contribution that the worker looked at, and with which model."""

    __tablename__ = "suggestions_made"

    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), primary_key=True)
    model_id: Mapped[int] = mapped_column(BigId)


class CodeSuggestion(Base):
    """A code that may fit a contribution; position 0 fits best."""

    __tablename__ = "code_suggestion"

    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), primary_key=True)
    code_id: Mapped[int] = mapped_column(ForeignKey("code.id"), primary_key=True, index=True)
    position: Mapped[int]
    score: Mapped[float] = mapped_column(Float)
