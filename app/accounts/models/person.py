"""People who sign in, and the roles they hold for a scope and a time."""

import datetime as dt

from flask_login import UserMixin
from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models.organisation import Office, Organisation
from app.areas.models import Council
from app.shared.clock import today
from app.shared.database import Base, BigId, UtcDateTime, one_of

COUNCIL_ROLES = ("council", "district_mayor")
ORGANISATION_ROLES = ("organisation", "organisation_manager")
ROLES = (
    *("admin", "moderator", "second_coder", "planner", "auditor"),
    *COUNCIL_ROLES,
    *ORGANISATION_ROLES,
)

# How somebody came to a role: from an administrator, or from what the identity provider says.
SOURCES = ("given", "mapped")


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
    def current_grants(self) -> list["RoleGrant"]:
        """The grants in force today (Europe/Berlin)."""
        day = today()
        return [grant for grant in self.grants if grant.holds_on(day)]

    @property
    def roles(self) -> frozenset[str]:
        """The names of all roles this person holds today."""
        return frozenset(grant.role for grant in self.current_grants)


def _once(name: str, condition: str, *scope: str) -> Index:
    """A person holds a role once for each scope."""
    where = text(condition)
    columns = ("person_id", "role", *scope)
    return Index(
        f"uq_role_grant_{name}", *columns, unique=True, sqlite_where=where, postgresql_where=where
    )


class RoleGrant(Base):
    """A role that a person holds: everywhere, or for one council, office or organisation.

    `begins_on` and `ends_on` are days in Europe/Berlin, both included; None is without limit. A
    council's or organisation's role without a scope opens nothing.
    """

    __tablename__ = "role_grant"
    __table_args__ = (
        one_of("role", ROLES),
        one_of("source", SOURCES),
        CheckConstraint(
            "council_id IS NULL OR role IN ('council', 'district_mayor')", name="scope_council"
        ),
        CheckConstraint("office_id IS NULL OR role = 'planner'", name="scope_office"),
        CheckConstraint(
            "organisation_id IS NULL OR role IN ('organisation', 'organisation_manager')",
            name="scope_organisation",
        ),
        CheckConstraint(
            "begins_on IS NULL OR ends_on IS NULL OR begins_on <= ends_on", name="term"
        ),
        _once("everywhere", "council_id IS NULL AND office_id IS NULL AND organisation_id IS NULL"),
        _once("council", "council_id IS NOT NULL", "council_id"),
        _once("office", "office_id IS NOT NULL", "office_id"),
        _once("organisation", "organisation_id IS NOT NULL", "organisation_id"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    role: Mapped[str] = mapped_column(String(20))
    council_id: Mapped[int | None] = mapped_column(ForeignKey("council.id"), index=True)
    office_id: Mapped[int | None] = mapped_column(ForeignKey("office.id"), index=True)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    begins_on: Mapped[dt.date | None]
    ends_on: Mapped[dt.date | None]
    granted_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    source: Mapped[str] = mapped_column(String(10), default="given", server_default="given")
    person: Mapped[Person] = relationship(back_populates="grants")
    council: Mapped[Council | None] = relationship()
    office: Mapped[Office | None] = relationship()
    organisation: Mapped[Organisation | None] = relationship()

    def holds_on(self, day: dt.date) -> bool:
        """Whether the role is in force on this day."""
        return (self.begins_on or day) <= day <= (self.ends_on or day)
