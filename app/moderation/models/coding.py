"""Codes that people assign to contributions."""

import datetime as dt

from sqlalchemy import ForeignKey, String, UniqueConstraint
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
