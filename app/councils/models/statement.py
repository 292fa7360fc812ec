"""Statements (Stellungnahmen): what a council says in public, after it was released."""

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.areas.models import Council
from app.shared.database import Base, BigId, UtcDateTime, one_of
from app.shared.uploads import StoredFile

STATEMENT_STATUSES = ("draft", "released", "withdrawn")
SUBJECTS = ("submission", "concern", "consultation", "measure")


class Statement(Base):
    """A statement of a council about one thing; a released one is never changed, only withdrawn.

    `subject_key` is the public number of a contribution, concern or measure, or the slug of a
    consultation: no foreign key, because a concern may be dissolved, and measures lie above.
    `subject_title` is what it was called when the statement was begun. `decided_on` is the day of
    the council's decision, `file` its resolution.
    """

    __tablename__ = "statement"
    __table_args__ = (
        one_of("status", STATEMENT_STATUSES),
        one_of("subject_kind", SUBJECTS),
        CheckConstraint("(status = 'draft') = (released_at IS NULL)", name="released_has_time"),
        CheckConstraint(
            "(status = 'withdrawn') = (withdrawn_at IS NOT NULL AND withdrawal_reason IS NOT NULL)",
            name="withdrawn_has_reason",
        ),
        Index("ix_statement_subject", "subject_kind", "subject_key"),
        Index("ix_statement_council_released", "council_id", "released_at", "id"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    council_id: Mapped[int] = mapped_column(ForeignKey("council.id"))
    subject_kind: Mapped[str] = mapped_column(String(20))
    subject_key: Mapped[str] = mapped_column(String(80))
    subject_title: Mapped[str] = mapped_column(String(200))
    label: Mapped[str] = mapped_column(String(120))
    text: Mapped[str] = mapped_column(Text)
    decided_on: Mapped[dt.date]
    status: Mapped[str] = mapped_column(String(10), default="draft")
    file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"), index=True)
    created_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    changed_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    released_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    withdrawn_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    withdrawal_reason: Mapped[str | None] = mapped_column(String(500))
    is_example: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)

    council: Mapped[Council] = relationship()
    file: Mapped[StoredFile | None] = relationship()

    __mapper_args__ = {"version_id_col": version}
