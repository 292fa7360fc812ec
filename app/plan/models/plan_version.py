"""Adopted versions of the plan, and what specialist plans say they cover."""

import datetime as dt
from typing import Any

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.shared.database import Base, BigId, UtcDateTime


class PlanVersion(Base):
    """The plan as it was adopted: never changes. `content` is all of it as plain data.

    `sha256` is the hash of that content as canonical JSON (UTF-8, sorted keys, no spaces).
    `decided_on` is the day of the council's decision, `paper` its Drucksache.
    """

    __tablename__ = "plan_version"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    number: Mapped[int] = mapped_column(unique=True)
    title: Mapped[str] = mapped_column(String(200))
    paper: Mapped[str] = mapped_column(String(60))
    decided_on: Mapped[dt.date]
    content: Mapped[Any] = mapped_column(JSON, deferred=True)
    sha256: Mapped[str] = mapped_column(String(64))
    adopted_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    adopted_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    is_example: Mapped[bool] = mapped_column(default=False)


class PlanCover(Base):
    """A specialist plan declares that it covers a part of the cube; an empty part means all of it.

    Keys of codes, so that they outlive a version of the catalogue. `source` says where the plan
    says so (page, chapter).
    """

    __tablename__ = "plan_cover"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    plan_key: Mapped[str] = mapped_column(String(80), index=True)
    target_group_key: Mapped[str | None] = mapped_column(String(80))
    field_key: Mapped[str | None] = mapped_column(String(80))
    area_id: Mapped[int | None] = mapped_column(ForeignKey("area.id"), index=True)
    source: Mapped[str] = mapped_column(String(300))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    is_example: Mapped[bool] = mapped_column(default=False)
