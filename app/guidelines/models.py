"""Versioned code books: guidelines, fields of action, target groups, specialist plans."""

import datetime as dt
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.shared.database import Base, BigId, UtcDateTime

CODE_TEXTS = ("title", "definition", "includes", "excludes", "example")
SUCCESSIONS = ("same", "changed", "merged", "split")
CODE_KINDS = ("guideline", "field", "target_group", "specialist_plan")
Texts = dict[str, str]


class CodeBook(Base):
    """One version of the catalogue. A published version never changes; one is in force.

    `carried_at` says since when it also has what was assigned under the version before.
    """

    __tablename__ = "code_book"
    __table_args__ = (
        CheckConstraint("version > 0", name="version_positive"),
        CheckConstraint("status IN ('draft', 'published')", name="status"),
        CheckConstraint(
            "(status = 'published') = (published_at IS NOT NULL)", name="published_has_date"
        ),
        Index(
            "uq_code_book_one_draft",
            "status",
            unique=True,
            sqlite_where=text("status = 'draft'"),
            postgresql_where=text("status = 'draft'"),
        ),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    version: Mapped[int] = mapped_column(unique=True)
    title: Mapped[Any] = mapped_column(JSON)
    note: Mapped[Any] = mapped_column(JSON, default=dict)
    is_example: Mapped[bool] = mapped_column(default=False)
    status: Mapped[str] = mapped_column(String(10), default="draft")
    created_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    published_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    carried_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    codes: Mapped[list["Code"]] = relationship(back_populates="code_book", order_by="Code.position")


class Code(Base):
    """One entry of a code book (Schlagwort); texts are dictionaries by language code.

    `office` is who usually answers what has this code; `replaces` are the keys of codes of an
    earlier version whose place it takes.
    """

    __tablename__ = "code"
    __table_args__ = (
        UniqueConstraint("code_book_id", "key"),
        CheckConstraint(
            "kind IN ('guideline', 'field', 'target_group', 'specialist_plan')", name="kind"
        ),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    code_book_id: Mapped[int] = mapped_column(ForeignKey("code_book.id"))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("code.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    key: Mapped[str] = mapped_column(String(80))
    position: Mapped[int]
    title: Mapped[Any] = mapped_column(JSON)
    definition: Mapped[Any] = mapped_column(JSON, default=dict)
    includes: Mapped[Any] = mapped_column(JSON, default=dict)
    excludes: Mapped[Any] = mapped_column(JSON, default=dict)
    example: Mapped[Any] = mapped_column(JSON, default=dict)
    office: Mapped[str | None] = mapped_column(String(120))
    replaces: Mapped[Any] = mapped_column(JSON, default=list)
    code_book: Mapped[CodeBook] = relationship(back_populates="codes")
    parent: Mapped["Code | None"] = relationship(remote_side=[id])


class CodeSuccession(Base):
    """Which code of a version takes the place of one of the version before.

    `carried` is how many codings went this way when the version was published.
    """

    __tablename__ = "code_succession"
    __table_args__ = (
        CheckConstraint("change IN ('same', 'changed', 'merged', 'split')", name="change"),
    )

    from_code_id: Mapped[int] = mapped_column(ForeignKey("code.id"), primary_key=True)
    to_code_id: Mapped[int] = mapped_column(ForeignKey("code.id"), primary_key=True, index=True)
    change: Mapped[str] = mapped_column(String(10))
    carried: Mapped[int] = mapped_column(default=0)
    from_code: Mapped[Code] = relationship(foreign_keys=[from_code_id])
    to_code: Mapped[Code] = relationship(foreign_keys=[to_code_id])
