"""What became of codings when a new version of the code book came into force."""

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.guidelines.models import Code
from app.moderation.models.coding import Coding
from app.shared.database import Base, BigId, UtcDateTime
from app.submissions.models import Submission

NEEDS_A_LOOK = text("looked_at IS NULL AND change <> 'same'")


class CarriedCoding(Base):
    """A coding that the worker made from one of the version before (see `CodeSuccession`).

    The old coding stays as it is. Where the meaning of the code changed, somebody looks at it
    again; whether they kept it shows in whether there still is a coding.
    """

    __tablename__ = "carried_coding"
    __table_args__ = (
        UniqueConstraint("submission_id", "code_id"),
        CheckConstraint("change IN ('same', 'changed', 'merged', 'split')", name="change"),
        Index("ix_carried_coding_looked_by", "looked_by_id", "looked_at"),
        Index(
            "ix_carried_coding_open",
            "code_book_id",
            "id",
            sqlite_where=NEEDS_A_LOOK,
            postgresql_where=NEEDS_A_LOOK,
        ),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"))
    code_id: Mapped[int] = mapped_column(ForeignKey("code.id"), index=True)
    code_book_id: Mapped[int] = mapped_column(ForeignKey("code_book.id"))
    from_coding_id: Mapped[int] = mapped_column(ForeignKey("coding.id"), index=True)
    change: Mapped[str] = mapped_column(String(10))
    looked_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    looked_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    submission: Mapped[Submission] = relationship()
    code: Mapped[Code] = relationship()
    from_coding: Mapped[Coding] = relationship()
