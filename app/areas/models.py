"""The city cut into Ortsteile, who represents them, and how offices group them."""

import datetime as dt
import decimal

from sqlalchemy import CheckConstraint, ForeignKey, Numeric, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.shared.database import Base, BigId, UtcDateTime


class Council(Base):
    """An Ortsteilrat with its Ortsteilbürgermeister:in; covers one or two Ortsteile."""

    __tablename__ = "council"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    key: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    areas: Mapped[list["Area"]] = relationship(back_populates="council", order_by="Area.number")


class Area(Base):
    """One of the Ortsteile. `svg_path` is in the coordinates of the map frame (see `MapFrame`)."""

    __tablename__ = "area"
    __table_args__ = (
        CheckConstraint("length(number) = 2", name="number_two_digits"),
        CheckConstraint("population IS NULL OR population >= 0", name="population_not_negative"),
        CheckConstraint(
            "(population IS NULL) = (population_date IS NULL)", name="population_has_date"
        ),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    number: Mapped[str] = mapped_column(String(2), unique=True)
    slug: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[str] = mapped_column(String(80), unique=True)
    search_names: Mapped[str] = mapped_column(String(300))
    settlement_type: Mapped[str] = mapped_column(String(30))
    area_km2: Mapped[decimal.Decimal] = mapped_column(Numeric(8, 3))
    population: Mapped[int | None]
    population_date: Mapped[dt.date | None]
    council_id: Mapped[int | None] = mapped_column(ForeignKey("council.id"), index=True)
    svg_path: Mapped[str] = mapped_column(Text, deferred=True)
    label_x: Mapped[int]
    label_y: Mapped[int]

    council: Mapped[Council | None] = relationship(back_populates="areas")


class MapFrame(Base):
    """One row: the view box of the map (units of 10 m, EPSG:25832, y downwards) and its source."""

    __tablename__ = "map_frame"

    id: Mapped[int] = mapped_column(primary_key=True)
    width: Mapped[int]
    height: Mapped[int]
    attribution: Mapped[str] = mapped_column(String(200))


class AreaScheme(Base):
    """A named, versioned grouping of Ortsteile into zones (Gebietsgliederung)."""

    __tablename__ = "area_scheme"
    __table_args__ = (UniqueConstraint("key", "version"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    key: Mapped[str] = mapped_column(String(60))
    version: Mapped[int]
    name: Mapped[str] = mapped_column(String(120))
    source: Mapped[str] = mapped_column(String(300))
    loaded_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    zones: Mapped[list["Zone"]] = relationship(back_populates="scheme", order_by="Zone.key")


class Zone(Base):
    """A group of Ortsteile within one version of a scheme (Planungsraum)."""

    __tablename__ = "zone"
    __table_args__ = (UniqueConstraint("scheme_id", "key"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    scheme_id: Mapped[int] = mapped_column(ForeignKey("area_scheme.id"))
    key: Mapped[str] = mapped_column(String(60))
    name: Mapped[str] = mapped_column(String(120))
    scheme: Mapped[AreaScheme] = relationship(back_populates="zones")
    members: Mapped[list["ZoneMember"]] = relationship(back_populates="zone")


class ZoneMember(Base):
    """An Ortsteil belongs to a zone; at most one zone of each scheme version."""

    __tablename__ = "zone_member"
    __table_args__ = (UniqueConstraint("scheme_id", "area_id"),)

    zone_id: Mapped[int] = mapped_column(ForeignKey("zone.id"), primary_key=True)
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"), primary_key=True, index=True)
    scheme_id: Mapped[int] = mapped_column(ForeignKey("area_scheme.id"))
    zone: Mapped[Zone] = relationship(back_populates="members")
