"""What moderators assign to contributions."""

import datetime as dt

from sqlalchemy import Float, ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.guidelines.models import Code
from app.shared.database import Base, BigId, UtcDateTime


class Coding(Base):
    """One code that somebody assigned to a contribution (Zuordnung).

    The code belongs to one version of the code book, so the version is kept with it.
    """

    __tablename__ = "coding"
    __table_args__ = (UniqueConstraint("submission_id", "code_id"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"))
    code_id: Mapped[int] = mapped_column(ForeignKey("code.id"), index=True)
    coder_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    note: Mapped[str | None] = mapped_column(String(1000))
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    code: Mapped[Code] = relationship(lazy="joined")


class TextProfile(Base):
    """What the worker keeps of a text for comparing: its vector, if the package is there.

    512 numbers of 16 bit. A row without vector marks a contribution that was looked at.
    """

    __tablename__ = "text_profile"

    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), primary_key=True)
    area_key: Mapped[int] = mapped_column(BigId, index=True)
    vector: Mapped[bytes | None] = mapped_column(LargeBinary)


class Likeness(Base):
    """Two contributions that may say the same; stored in both directions."""

    __tablename__ = "likeness"

    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), primary_key=True)
    other_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), primary_key=True, index=True)
    score: Mapped[float] = mapped_column(Float)
