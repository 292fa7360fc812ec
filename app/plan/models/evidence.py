"""What a measure rests on: contributions, concerns, statements and proposals."""

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.shared.database import Base, BigId, UtcDateTime

_ONE = " + ".join(
    f"(CASE WHEN {column}_id IS NULL THEN 0 ELSE 1 END)"
    for column in ("submission", "concern", "statement", "proposal")
)


class Evidence(Base):
    """One thing that a measure rests on: exactly one of the four, each once for a measure."""

    __tablename__ = "evidence"
    __table_args__ = (
        CheckConstraint(f"{_ONE} = 1", name="one_thing"),
        UniqueConstraint("measure_id", "submission_id"),
        UniqueConstraint("measure_id", "concern_id"),
        UniqueConstraint("measure_id", "statement_id"),
        UniqueConstraint("measure_id", "proposal_id"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    measure_id: Mapped[int] = mapped_column(ForeignKey("measure.id"))
    submission_id: Mapped[int | None] = mapped_column(ForeignKey("submission.id"), index=True)
    concern_id: Mapped[int | None] = mapped_column(ForeignKey("concern.id"), index=True)
    statement_id: Mapped[int | None] = mapped_column(ForeignKey("statement.id"), index=True)
    proposal_id: Mapped[int | None] = mapped_column(ForeignKey("proposal.id"), index=True)
    note: Mapped[str] = mapped_column(String(500), default="")
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
