"""Blind second coding: what was drawn, what both coders chose, and how it was settled."""

import datetime as dt
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Person
from app.guidelines.models import Code
from app.shared.database import Base, BigId, UtcDateTime
from app.submissions.models import Submission

FIRST, SECOND = "first", "second"
LONGEST_NOTE_ON_DEFINITION = 2000


class SecondCoding(Base):
    """A contribution that was drawn for a second coder who does not see the first codes.

    Open until the second coder has chosen; coded until the difference is settled. Settled without
    a person means that both had chosen the same.
    """

    __tablename__ = "second_coding"
    __table_args__ = (
        CheckConstraint("state IN ('open', 'coded', 'settled')", name="state"),
        CheckConstraint("(state = 'open') = (second_coder_id IS NULL)", name="open_without_second"),
        CheckConstraint("(state = 'open') = (coded_at IS NULL)", name="coded_has_date"),
        CheckConstraint("(state = 'settled') = (settled_at IS NOT NULL)", name="settled_has_date"),
        CheckConstraint(
            "second_coder_id IS NULL OR second_coder_id <> first_coder_id", name="two_people"
        ),
        Index("ix_second_coding_state", "state", "drawn_at", "id"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), unique=True)
    code_book_id: Mapped[int] = mapped_column(ForeignKey("code_book.id"))
    first_coder_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    second_coder_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    state: Mapped[str] = mapped_column(String(10), default="open")
    drawn_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    coded_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    settled_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    settled_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    reason: Mapped[str | None] = mapped_column(String(2000))
    version: Mapped[int] = mapped_column(default=1)

    submission: Mapped[Submission] = relationship()
    first_coder: Mapped[Person] = relationship(foreign_keys=first_coder_id)
    second_coder: Mapped[Person | None] = relationship(foreign_keys=second_coder_id)

    __mapper_args__ = {"version_id_col": version}


class ChosenCode(Base):
    """A code that the first or the second coder chose, frozen: agreement rests on these."""

    __tablename__ = "second_coding_code"
    __table_args__ = (CheckConstraint("role IN ('first', 'second')", name="role"),)

    second_coding_id: Mapped[int] = mapped_column(ForeignKey("second_coding.id"), primary_key=True)
    role: Mapped[str] = mapped_column(String(10), primary_key=True)
    code_id: Mapped[int] = mapped_column(ForeignKey("code.id"), primary_key=True, index=True)


class DefinitionNote(Base):
    """What somebody noted on the definition of a code when they settled a difference."""

    __tablename__ = "definition_note"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    code_id: Mapped[int] = mapped_column(ForeignKey("code.id"), index=True)
    second_coding_id: Mapped[int] = mapped_column(ForeignKey("second_coding.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    text: Mapped[str] = mapped_column(String(LONGEST_NOTE_ON_DEFINITION))
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime, index=True)
    code: Mapped[Code] = relationship(lazy="joined")


class AgreementReport(Base):
    """The one row of kept figures of agreement, made by the worker.

    `rests_on` says from which state of the second codings they were computed.
    """

    __tablename__ = "agreement_report"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    rests_on: Mapped[str] = mapped_column(String(80))
    computed_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    figures: Mapped[Any] = mapped_column(JSON)
