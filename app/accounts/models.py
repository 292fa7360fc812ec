"""People who sign in, what they may do, and their running sessions."""

import datetime as dt

from flask_login import UserMixin
from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.shared.database import Base, BigId, UtcDateTime

ROLES = ("admin", "moderator", "second_coder", "planner", "council", "organisation")


class Person(UserMixin, Base):
    """Somebody with an account; e-mail addresses are stored in lower case."""

    __tablename__ = "person"
    __table_args__ = (CheckConstraint("email = lower(email)", name="email_lower_case"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    password_hash: Mapped[str] = mapped_column(String(200))
    active: Mapped[bool] = mapped_column(default=True)
    is_example: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    grants: Mapped[list["RoleGrant"]] = relationship(back_populates="person", lazy="selectin")

    @property
    def roles(self) -> frozenset[str]:
        """The names of all roles this person holds."""
        return frozenset(grant.role for grant in self.grants)


class RoleGrant(Base):
    """A role that a person holds."""

    __tablename__ = "role_grant"
    __table_args__ = (
        UniqueConstraint("person_id", "role"),
        CheckConstraint(
            "role IN ('admin', 'moderator', 'second_coder', 'planner', 'council', 'organisation')",
            name="role",
        ),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    role: Mapped[str] = mapped_column(String(20))
    granted_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    person: Mapped[Person] = relationship(back_populates="grants")


class SignInSession(Base):
    """A running session: only the hash of its 256-bit token is stored (ASVS 7.2)."""

    __tablename__ = "sign_in_session"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    started_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    ends_at: Mapped[dt.datetime] = mapped_column(UtcDateTime, index=True)
    person: Mapped[Person] = relationship()


class AuditEntry(Base):
    """Who did what when; append-only, without personal content.

    `person_id` is no foreign key: the trail outlives the account. `link` is a keyed hash over
    this entry and the link before it; entries from before the chain began have none.
    """

    __tablename__ = "audit_entry"

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
