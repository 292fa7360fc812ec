"""What a council notes about a contribution, and what its members have seen."""

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.shared.database import Base, BigId, UtcDateTime, one_of

PRIORITIES = ("high", "medium", "low")


class CouncilVisit(Base):
    """Up to which moment somebody has seen what came in for a council."""

    __tablename__ = "council_visit"

    council_id: Mapped[int] = mapped_column(ForeignKey("council.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, index=True)
    seen_until: Mapped[dt.datetime] = mapped_column(UtcDateTime)


class CouncilMark(Base):
    """What a council thinks of a contribution: one mark for both, changed by any member.

    Everybody sees the support; priority, "done already" and its note are for the council alone.
    """

    __tablename__ = "council_mark"
    __table_args__ = (
        one_of("priority", PRIORITIES),
        UniqueConstraint("submission_id", "council_id"),
        CheckConstraint("done_note IS NULL OR is_done", name="only_done_has_note"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"))
    council_id: Mapped[int] = mapped_column(ForeignKey("council.id"), index=True)
    is_supported: Mapped[bool] = mapped_column(default=False)
    priority: Mapped[str | None] = mapped_column(String(10))
    is_done: Mapped[bool] = mapped_column(default=False)
    done_note: Mapped[str | None] = mapped_column(String(500))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}
