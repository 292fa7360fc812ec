"""Offices of the city, and organisations that speak on the platform."""

import datetime as dt

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.areas.models import Area
from app.shared.database import Base, BigId, UtcDateTime, one_of

# The thirteen actor groups of Drucksache 2811/23; "resident" is everybody else's own voice.
CONTRIBUTOR_KINDS = (
    "resident",
    "district_mayor",
    "council",
    "welfare_provider",
    "advisory_board",
    "jobcenter",
    "housing_company",
    "religious_community",
    "neighbourhood_work",
    "association",
    "business",
    "city_office",
    "politics",
)


class Office(Base):
    """An office of the city (Amt); `email` is its post box for deadlines, None if not known."""

    __tablename__ = "office"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    key: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[str] = mapped_column(String(200), unique=True)
    email: Mapped[str | None] = mapped_column(String(254))
    is_example: Mapped[bool] = mapped_column(default=False)


class AreaOffice(Base):
    """The office that an Ortsteil without a council turns to."""

    __tablename__ = "area_office"

    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"), primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"), index=True)
    area: Mapped[Area] = relationship()
    office: Mapped[Office] = relationship()


class Organisation(Base):
    """A welfare provider, association or other body; speaks once an administrator verified it.

    `target_groups` are keys of codes, so that they outlive a version of the catalogue.
    """

    __tablename__ = "organisation"
    __table_args__ = (one_of("kind", CONTRIBUTOR_KINDS),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    key: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[str] = mapped_column(String(200), unique=True)
    kind: Mapped[str] = mapped_column(String(30))
    about: Mapped[str] = mapped_column(String(2000), default="")
    is_example: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    verified_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column(default=1)
    areas: Mapped[list[Area]] = relationship(secondary="organisation_area", order_by=Area.number)
    target_groups: Mapped[list["OrganisationTargetGroup"]] = relationship(
        cascade="all, delete-orphan"
    )

    __mapper_args__ = {"version_id_col": version}


class OrganisationRegistration(Base):
    """Who registered an organisation, until an administrator has decided; then it goes."""

    __tablename__ = "organisation_registration"

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    email_encrypted: Mapped[bytes] = mapped_column(LargeBinary)
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    organisation: Mapped[Organisation] = relationship()


class OrganisationArea(Base):
    """An Ortsteil in which an organisation works."""

    __tablename__ = "organisation_area"

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"), primary_key=True)


class OrganisationTargetGroup(Base):
    """A target group that an organisation works with, by the key of its code."""

    __tablename__ = "organisation_target_group"

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    code_key: Mapped[str] = mapped_column(String(80), primary_key=True)
