"""What was published about a place on a day: statistics for everyone, made once a day."""

import datetime as dt
from typing import Any

from sqlalchemy import JSON, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.shared.database import Base, BigId


class StatisticSnapshot(Base):
    """The figures of a place on a day (Europe/Berlin), with nothing in them that is hidden.

    `scope` is `stadt`, the slug of an Ortsteil or `raum:<scheme>:<zone>`. `content` holds the
    totals, `shown` (breakdown, value: contributions and voices) and `last`: what was last
    published for each figure, from which it moves by none or by enough.
    """

    __tablename__ = "statistic_snapshot"
    __table_args__ = (UniqueConstraint("day", "scope"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    day: Mapped[dt.date]
    scope: Mapped[str] = mapped_column(String(130))
    content: Mapped[Any] = mapped_column(JSON)
