"""Measures (Maßnahmen): what the city will do, with its places, codes, offices and history."""

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Office
from app.areas.models import Area, Zone
from app.shared.database import Base, BigId, UtcDateTime, one_of
from app.shared.uploads import StoredFile

MEASURE_STATUSES = (
    *("suggested", "agreed", "decided", "running", "done"),
    *("deferred", "dropped"),
)


class Measure(Base):
    """One line of the plan; a mere suggestion (`suggested`) is for staff alone.

    `number` names it for everybody (`M-2026-001`). `other_source` says what it rests on where no
    contribution does, `paper` is the Drucksache of the decision and `decided_on` its day.
    `starts_on` and `ends_on` are days of the schedule. `version` guards against two editors.
    """

    __tablename__ = "measure"
    __table_args__ = (
        one_of("status", MEASURE_STATUSES),
        CheckConstraint(
            "starts_on IS NULL OR ends_on IS NULL OR starts_on <= ends_on", name="span"
        ),
        CheckConstraint(
            "status NOT IN ('decided', 'running', 'done') OR (lead_office_id IS NOT NULL"
            " AND paper <> '' AND decided_on IS NOT NULL)",
            name="decided_has_office_and_paper",
        ),
        Index("ix_measure_status_changed", "status", "changed_at", "id"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    number: Mapped[str] = mapped_column(String(20), unique=True)
    title: Mapped[str] = mapped_column(String(200))
    text: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text, default="")
    status: Mapped[str] = mapped_column(String(12), default="suggested")
    whole_city: Mapped[bool] = mapped_column(default=False)
    lead_office_id: Mapped[int | None] = mapped_column(ForeignKey("office.id"), index=True)
    starts_on: Mapped[dt.date | None]
    ends_on: Mapped[dt.date | None]
    other_source: Mapped[str] = mapped_column(String(500), default="")
    paper: Mapped[str] = mapped_column(String(60), default="")
    decided_on: Mapped[dt.date | None]
    created_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    changed_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    is_example: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)
    lead_office: Mapped[Office | None] = relationship(foreign_keys=[lead_office_id])
    partners: Mapped[list[Office]] = relationship(secondary="measure_partner")
    areas: Mapped[list[Area]] = relationship(secondary="measure_area", order_by=Area.number)
    zones: Mapped[list[Zone]] = relationship(secondary="measure_zone", order_by=Zone.key)
    codes: Mapped[list["MeasureCode"]] = relationship(cascade="all, delete-orphan")
    documents: Mapped[list[StoredFile]] = relationship(
        secondary="measure_document", order_by=StoredFile.id
    )

    __mapper_args__ = {"version_id_col": version}


class MeasurePartner(Base):
    """An office that works on a measure beside the leading one."""

    __tablename__ = "measure_partner"

    measure_id: Mapped[int] = mapped_column(ForeignKey("measure.id"), primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"), primary_key=True, index=True)


class MeasureArea(Base):
    """An Ortsteil that a measure is for."""

    __tablename__ = "measure_area"

    measure_id: Mapped[int] = mapped_column(ForeignKey("measure.id"), primary_key=True)
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"), primary_key=True, index=True)


class MeasureZone(Base):
    """A zone of a scheme that a measure is for: all its Ortsteile."""

    __tablename__ = "measure_zone"

    measure_id: Mapped[int] = mapped_column(ForeignKey("measure.id"), primary_key=True)
    zone_id: Mapped[int] = mapped_column(ForeignKey("zone.id"), primary_key=True, index=True)


class MeasureCode(Base):
    """A guideline served, field, target group or specialist plan touched.

    Keys, not rows of one version: they outlive a new catalogue.
    """

    __tablename__ = "measure_code"

    measure_id: Mapped[int] = mapped_column(ForeignKey("measure.id"), primary_key=True)
    code_key: Mapped[str] = mapped_column(String(80), primary_key=True, index=True)


class MeasureDocument(Base):
    """An uploaded document of a measure (PDF)."""

    __tablename__ = "measure_document"

    measure_id: Mapped[int] = mapped_column(ForeignKey("measure.id"), primary_key=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_file.id"), primary_key=True, index=True)


class MeasureLink(Base):
    """A document elsewhere: a Drucksache with its number, or an address."""

    __tablename__ = "measure_link"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    measure_id: Mapped[int] = mapped_column(ForeignKey("measure.id"), index=True)
    title: Mapped[str] = mapped_column(String(200))
    paper: Mapped[str] = mapped_column(String(60), default="")
    dated: Mapped[dt.date | None]
    url: Mapped[str] = mapped_column(String(500), default="")


class MeasureChange(Base):
    """A line of the history: which state it left and reached, who did it, when and why."""

    __tablename__ = "measure_change"
    __table_args__ = (
        one_of("to_status", MEASURE_STATUSES),
        Index("ix_measure_change_measure", "measure_id", "at", "id"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    measure_id: Mapped[int] = mapped_column(ForeignKey("measure.id"))
    from_status: Mapped[str | None] = mapped_column(String(12))
    to_status: Mapped[str] = mapped_column(String(12))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    reason: Mapped[str] = mapped_column(String(2000))
