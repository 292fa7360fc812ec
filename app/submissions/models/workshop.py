"""A workshop (Werkstatt): a group talked, and somebody keyed in its notes."""

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Organisation
from app.areas.models import Area
from app.consultations.models import Consultation
from app.shared.database import Base, BigId, UtcDateTime

MOST_PEOPLE = 2000


class Workshop(Base):
    """Date, place and group that the notes of a workshop have in common.

    `organisation_id` is None for one that the city held. `held_on` is a day in Europe/Berlin,
    `people` how many took part: a note that all agree on is one contribution with so many voices.
    `target_group` is the key of a code, so that it outlives a version of the catalogue.
    """

    __tablename__ = "workshop"
    __table_args__ = (
        CheckConstraint(f"people >= 1 AND people <= {MOST_PEOPLE}", name="people"),
        Index("ix_workshop_organisation_id", "organisation_id", "id"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"))
    held_on: Mapped[dt.date]
    place: Mapped[str] = mapped_column(String(200), default="")
    area_id: Mapped[int | None] = mapped_column(ForeignKey("area.id"))
    target_group: Mapped[str | None] = mapped_column(String(80))
    people: Mapped[int]
    created_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    is_example: Mapped[bool] = mapped_column(default=False)
    organisation: Mapped[Organisation | None] = relationship()
    consultation: Mapped[Consultation] = relationship()
    area: Mapped[Area | None] = relationship()
