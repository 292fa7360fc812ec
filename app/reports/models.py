"""The yearly report: what is being written, and its released versions, which never change."""

import datetime as dt
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.shared.database import Base, BigId, UtcDateTime, one_of

REPORT_STATUSES = ("draft", "released")


class Report(Base):
    """A report as it is being written; one for a year.

    `reporting_date` is the day whose state it tells. `number`, `committee` and `dated` are the
    Drucksache that it becomes. `sections` are what staff wrote (Markdown) by the section's key.
    While it is corrected, a released report is a draft again; its versions stay public.
    """

    __tablename__ = "report"
    __table_args__ = (
        one_of("status", REPORT_STATUSES),
        CheckConstraint("year BETWEEN 2000 AND 2100", name="year"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    year: Mapped[int] = mapped_column(unique=True)
    reporting_date: Mapped[dt.date]
    title: Mapped[str] = mapped_column(String(200))
    office: Mapped[str] = mapped_column(String(200))
    number: Mapped[str] = mapped_column(String(60), default="")
    committee: Mapped[str] = mapped_column(String(200), default="")
    dated: Mapped[dt.date | None]
    sections: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    status: Mapped[str] = mapped_column(String(10), default="draft")
    changed_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    is_example: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class ReportVersion(Base):
    """A released report: all of it as plain data, and the SHA-256 of that as canonical JSON.

    `number` counts from 1; every later one says in `change_note` what it corrects. The database
    refuses to change a version, and to delete one that tells of no examples.
    """

    __tablename__ = "report_version"
    __table_args__ = (
        UniqueConstraint("report_id", "number"),
        CheckConstraint("number = 1 OR change_note <> ''", name="correction_has_note"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"))
    number: Mapped[int]
    content: Mapped[Any] = mapped_column(JSON, deferred=True)
    sha256: Mapped[str] = mapped_column(String(64))
    change_note: Mapped[str] = mapped_column(String(500), default="")
    released_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    released_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
