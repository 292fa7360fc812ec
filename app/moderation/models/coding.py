"""Codes that people assign to contributions."""

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.guidelines.models import Code
from app.shared.database import Base, BigId, UtcDateTime

WHOLE_TEXT = text("start_at IS NULL")


class Coding(Base):
    """One code that somebody assigned to a contribution (Zuordnung).

    The code belongs to one version of the code book, so the version is kept with it. A coding is
    about the whole text, or about the passage [start_at, end_at), in code points, of one version
    of the text. While somebody codes a second time it is sealed: only the first coder sees it.
    """

    __tablename__ = "coding"
    __table_args__ = (
        CheckConstraint(
            "(start_at IS NULL) = (end_at IS NULL) AND (start_at IS NULL) = (text_version IS NULL)",
            name="whole_or_passage",
        ),
        CheckConstraint("start_at IS NULL OR (start_at >= 0 AND end_at > start_at)", name="range"),
        Index(
            "uq_coding_whole_text",
            "submission_id",
            "code_id",
            unique=True,
            sqlite_where=WHOLE_TEXT,
            postgresql_where=WHOLE_TEXT,
        ),
        # Columns that are empty differ from each other, so this holds for passages alone.
        Index(
            "uq_coding_passage",
            *("submission_id", "code_id", "text_version", "start_at", "end_at"),
            unique=True,
        ),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"))
    code_id: Mapped[int] = mapped_column(ForeignKey("code.id"), index=True)
    coder_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    note: Mapped[str | None] = mapped_column(String(1000))
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    start_at: Mapped[int | None]
    end_at: Mapped[int | None]
    text_version: Mapped[int | None]
    sealed: Mapped[bool] = mapped_column(default=False)
    code: Mapped[Code] = relationship(lazy="joined")

    @property
    def is_whole(self) -> bool:
        """Whether the code is about the whole text."""
        return self.start_at is None
