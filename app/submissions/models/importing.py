"""Files with many contributions, and the ledger of their rows."""

import datetime as dt
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Organisation, Person
from app.consultations.models import Consultation
from app.shared.database import Base, BigId, UtcDateTime, one_of

IMPORT_STATES = ("uploaded", "checking", "checked", "running", "done", "undoing", "undone")
ROW_STATUSES = ("new", "done", "failed", "undone", "kept")


class ImportFile(Base):
    """A table that somebody sent, and how far it is.

    `headings` are those of the file, `mapping` says for each column what it holds ("" for
    nothing). Without a person it came from the command line, without an organisation from the
    city itself. `cleared_at` is when the file and what the ledger quoted of it were deleted.
    """

    __tablename__ = "import_file"
    __table_args__ = (
        one_of("state", IMPORT_STATES),
        CheckConstraint("rows >= 0", name="rows_not_negative"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    public_id: Mapped[str] = mapped_column(String(40), unique=True)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"))
    name: Mapped[str] = mapped_column(String(200))
    sha256: Mapped[str] = mapped_column(String(64))
    state: Mapped[str] = mapped_column(String(10), default="uploaded")
    headings: Mapped[list[str]] = mapped_column(JSON)
    mapping: Mapped[list[str]] = mapped_column(JSON)
    rows: Mapped[int]
    job_id: Mapped[int | None] = mapped_column(BigId)
    created_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    finished_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    cleared_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    organisation: Mapped[Organisation | None] = relationship()
    person: Mapped[Person | None] = relationship()
    consultation: Mapped[Consultation] = relationship()


class ImportRow(Base):
    """A row of the file: what is wrong or strange about it, and the contribution it became.

    `content_hash` tells a row that was imported before; it goes when the contribution is
    withdrawn. `problems` are `Problem`s as JSON.
    """

    __tablename__ = "import_row"
    __table_args__ = (
        one_of("status", ROW_STATUSES),
        CheckConstraint(
            "status NOT IN ('done', 'kept') OR submission_id IS NOT NULL", name="has_submission"
        ),
        Index(
            "ix_import_row_content_hash",
            "content_hash",
            sqlite_where=text("status IN ('done', 'kept')"),
            postgresql_where=text("status IN ('done', 'kept')"),
        ),
        Index("ix_import_row_status", "import_id", "status", "row_no"),
    )

    import_id: Mapped[int] = mapped_column(ForeignKey("import_file.id"), primary_key=True)
    row_no: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    status: Mapped[str] = mapped_column(String(10))
    is_warned: Mapped[bool] = mapped_column(default=False)
    problems: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    content_hash: Mapped[str] = mapped_column(String(64), default="")
    submission_id: Mapped[int | None] = mapped_column(ForeignKey("submission.id"), unique=True)
