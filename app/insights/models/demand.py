"""Demand counted ahead: what was published in an Ortsteil, by target group and field of action.

Triggers of the database note in `demand_change` where something that counts has changed
(docs/decisions/0028-gap-cube.md). On SQLite, whoever rebuilds `submission` or `coding` must make
their triggers again.
"""

import datetime as dt

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from app.shared.database import Base, BigId, UtcDateTime

NOWHERE = 0


class DemandArea(Base):
    """An Ortsteil (0: the whole city, or not known) that was counted, and by which catalogue.

    `is_carried` says whether the catalogue had all codings of the version before it by then.
    """

    __tablename__ = "demand_area"

    area_key: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=False)
    code_book_version: Mapped[int]
    is_carried: Mapped[bool]
    counted_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)


class DemandCell(Base):
    """Published contributions of an Ortsteil with a target group and a field, by their keys.

    An empty key stands for none assigned, `*` for all of them: each contribution once. `relayed`
    are those among the contributions that somebody passed on for others.
    """

    __tablename__ = "demand_cell"

    area_key: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=False)
    target_group_key: Mapped[str] = mapped_column(String(80), primary_key=True)
    field_key: Mapped[str] = mapped_column(String(80), primary_key=True)
    contributions: Mapped[int]
    relayed: Mapped[int]
    voices: Mapped[int]


class DemandChange(Base):
    """Something that counts has changed in this Ortsteil since it was counted."""

    __tablename__ = "demand_change"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    area_key: Mapped[int] = mapped_column(BigId, index=True)
