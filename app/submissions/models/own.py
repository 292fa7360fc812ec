"""Contributions that somebody with an account wants to find there again."""

import datetime as dt

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.shared.database import Base, UtcDateTime


class OwnSubmission(Base):
    """A contribution in somebody's account: put there by who had its receipt code.

    Nobody but this person sees the link; it goes when the contribution or the account does.
    """

    __tablename__ = "own_submission"
    __table_args__ = (Index("ix_own_submission_person_kept", "person_id", "kept_at"),)

    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    kept_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
