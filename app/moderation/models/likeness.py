"""What the worker keeps of texts for finding those that say the same."""

from sqlalchemy import Float, ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from app.shared.database import Base, BigId


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
