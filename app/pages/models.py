"""Who runs the platform (texts of the operator), and who wants to hear of what by mail."""

import datetime as dt
from dataclasses import dataclass, field

from sqlalchemy import ForeignKey, Index, LargeBinary, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.shared.database import Base, BigId, UtcDateTime, one_of

# What can be followed. The whole city has the id 0.
TOPICS = ("city", "area", "consultation", "concern", "measure")


@dataclass(frozen=True)
class Operator:
    """The city office behind the platform; empty values are not filled in yet.

    Read from `INSTANCE_DIR/operator.yaml`, else from the file that ships.
    """

    office: str = ""
    address: str = ""
    telephone: str = ""
    email: str = ""
    opening_hours: str = ""
    responsible_person: str = ""
    data_protection_officer: str = ""
    supervisory_authority: str = ""
    enforcement_body: str = ""
    legal_basis: str = ""
    statement_date: str = ""
    known_barriers: list[str] = field(default_factory=list)

    @property
    def is_filled_in(self) -> bool:
        """Whether the values that the law asks for are there."""
        return all((self.address, self.email, self.responsible_person))


class Follower(Base):
    """An address that gets news by mail, encrypted; it goes with the last thing it follows.

    `mark` is a keyed hash that finds the address again, `key` stands for the follower in links.
    News up to `told_until` has been told; at `due_at` the worker looks for more.
    """

    __tablename__ = "follower"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    key: Mapped[str] = mapped_column(String(64), unique=True)
    mark: Mapped[str] = mapped_column(String(64), unique=True)
    email_encrypted: Mapped[bytes] = mapped_column(LargeBinary)
    language: Mapped[str] = mapped_column(String(10))
    created_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    told_until: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    due_at: Mapped[dt.datetime] = mapped_column(UtcDateTime, index=True)
    follows: Mapped[list["Follow"]] = relationship(back_populates="follower", order_by="Follow.id")


class Follow(Base):
    """That somebody follows a thing, once the mail about it was confirmed (double opt-in).

    `topic_id` is no foreign key: it belongs to the table that `topic` names.
    """

    __tablename__ = "follow"
    __table_args__ = (
        one_of("topic", TOPICS),
        UniqueConstraint("follower_id", "topic", "topic_id"),
        Index(
            "ix_follow_unconfirmed",
            "asked_at",
            sqlite_where=text("confirmed_at IS NULL"),
            postgresql_where=text("confirmed_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    key: Mapped[str] = mapped_column(String(64), unique=True)
    follower_id: Mapped[int] = mapped_column(ForeignKey("follower.id"))
    topic: Mapped[str] = mapped_column(String(20))
    topic_id: Mapped[int] = mapped_column(BigId)
    asked_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    confirmed_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    follower: Mapped[Follower] = relationship(back_populates="follows")


class DigestWeek(Base):
    """The digests of the week that begins on this Monday (Europe/Berlin) have been put in."""

    __tablename__ = "digest_week"

    monday: Mapped[dt.date] = mapped_column(primary_key=True)
    put_in_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)


class WithoutDigest(Base):
    """Somebody with an account who does not want the weekly digest."""

    __tablename__ = "without_digest"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
