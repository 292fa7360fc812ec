"""Texts that the desk keeps: house rules, and templates of replies."""

from typing import Any

from sqlalchemy import JSON, CheckConstraint, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.shared.database import Base, BigId

PURPOSES = ("ask", "decline", "forward")


class HouseRule(Base):
    """Why a contribution is not published (Hausregel); texts are dictionaries by language code.

    `key` stands in the history for good, so a rule is switched off, never deleted. A rule that
    `needs_words` says too little without words of the moderator's own.
    """

    __tablename__ = "house_rule"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    key: Mapped[str] = mapped_column(String(40), unique=True)
    title: Mapped[Any] = mapped_column(JSON)
    sentence: Mapped[Any] = mapped_column(JSON)
    needs_words: Mapped[bool] = mapped_column(default=False)
    position: Mapped[int]
    is_active: Mapped[bool] = mapped_column(default=True)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class ReplyTemplate(Base):
    """A ready text in one language: for a question, a decline or passing on (Textbaustein).

    Plain text; only `${number}` and `${ortsteil}` are filled in. A proposal was shipped with the
    program and not confirmed by the city yet.
    """

    __tablename__ = "reply_template"
    __table_args__ = (CheckConstraint("purpose IN ('ask', 'decline', 'forward')", name="purpose"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    purpose: Mapped[str] = mapped_column(String(10))
    language: Mapped[str] = mapped_column(String(10))
    title: Mapped[str] = mapped_column(String(120))
    body: Mapped[str] = mapped_column(Text)
    is_active: Mapped[bool] = mapped_column(default=True)
    is_proposal: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}
