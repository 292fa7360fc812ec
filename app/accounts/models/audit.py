"""The audit trail: lines in a chain."""

import datetime as dt

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.shared.database import Base, BigId, UtcDateTime


class AuditEntry(Base):
    """Who did what when; append-only, without personal content.

    `person_id` is no foreign key: the trail outlives the account. `link` is a keyed hash over
    this entry and the link before it; entries from before the chain began have none.
    """

    __tablename__ = "audit_entry"
    __table_args__ = (
        Index("ix_audit_entry_action_id", "action", "id"),
        Index("ix_audit_entry_subject_id", "subject", "id"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime, index=True)
    person_id: Mapped[int | None] = mapped_column(BigId, index=True)
    action: Mapped[str] = mapped_column(String(60))
    subject: Mapped[str] = mapped_column(String(120))
    link: Mapped[str | None] = mapped_column(String(64))


class AuditHead(Base):
    """One row: where the chain of the audit trail ends, so that a cut-off end is noticed."""

    __tablename__ = "audit_head"

    id: Mapped[int] = mapped_column(primary_key=True)
    link: Mapped[str] = mapped_column(String(64), default="")
    entries: Mapped[int] = mapped_column(BigId, default=0)
