"""The terms of texts, for finding them (`app/shared/terms.py` makes them).

The index behind each table holds runs of three letters: on SQLite a full-text table that triggers
keep up to date (FTS5; whoever rebuilds one of these tables must make its triggers again), on
PostgreSQL a GIN index over an array, made by the function `search_grams`.
"""

from sqlalchemy import ForeignKey, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from app.shared.database import Base

FULL_TEXT = "{table}_fts"
GRAMS = "search_grams"


class PublicTerms(Base):
    """What everybody may find: the public text of a published contribution, nothing else."""

    __tablename__ = "public_terms"
    __table_args__ = (
        Index("ix_public_terms_grams", text(f"{GRAMS}(terms)"), postgresql_using="gin").ddl_if(
            dialect="postgresql"
        ),
    )

    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), primary_key=True)
    terms: Mapped[str] = mapped_column(Text)


class StaffTerms(Base):
    """What moderators may find: the text as it was typed, of every contribution that has one."""

    __tablename__ = "staff_terms"
    __table_args__ = (
        Index("ix_staff_terms_grams", text(f"{GRAMS}(terms)"), postgresql_using="gin").ddl_if(
            dialect="postgresql"
        ),
    )

    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), primary_key=True)
    terms: Mapped[str] = mapped_column(Text)
