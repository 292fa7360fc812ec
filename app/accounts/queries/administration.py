"""Questions of the administration: who has an account, with which roles."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, exists, func, or_, select, tuple_
from sqlalchemy.orm import selectinload
from sqlalchemy.sql.base import ExecutableOption

from app.accounts.models import ExternalIdentity, Organisation, Person, RoleGrant
from app.accounts.queries.people import in_force
from app.shared.clock import today
from app.shared.database import db
from app.shared.paging import Page

STATES = ("ended", "disabled")


@dataclass(frozen=True)
class PeopleFilter:
    """What the list is narrowed to; a role, council or organisation means: held today.

    `state` is "ended" for those with a role whose term is over (of that role, council or
    organisation, if one is named too), or "disabled".
    """

    words: str = ""
    role: str | None = None
    council_id: int | None = None
    organisation_id: int | None = None
    state: str | None = None


def people_page(narrowed: PeopleFilter, after_id: int | None, limit: int) -> Page[Person]:
    """Return people by name, those after the person with this id; the token is the last id."""
    order = (Person.name, Person.id)
    wanted = _narrowed(select(Person), narrowed).order_by(*order)
    last = db.session.get(Person, after_id) if after_id is not None else None
    if last is not None:
        wanted = wanted.where(tuple_(*order) > (last.name, last.id))
    found = db.session.scalars(wanted.options(*_with_scopes()).limit(limit + 1)).all()
    more = len(found) > limit
    return Page(found[:limit], str(found[limit - 1].id) if more else None)


def person_by_id(person_id: int) -> Person | None:
    """Return the person with this number, with roles and what they are for."""
    wanted = select(Person).where(Person.id == person_id)
    return db.session.scalar(wanted.options(*_with_scopes()))


def names_of_people(person_ids: set[int]) -> dict[int, str]:
    """Return the names of those of these people who still have an account, by id."""
    known = select(Person.id, Person.name).where(Person.id.in_(person_ids))
    return dict(db.session.execute(known).all())


def all_organisations() -> Sequence[Organisation]:
    """Return all organisations by name."""
    return db.session.scalars(select(Organisation).order_by(Organisation.name)).all()


def identities_of(person: Person) -> Sequence[ExternalIdentity]:
    """Return the identities that open this account, and those that wait to be linked to it."""
    same_address = ExternalIdentity.person_id.is_(None) & (ExternalIdentity.email == person.email)
    wanted = select(ExternalIdentity).where(
        or_(ExternalIdentity.person_id == person.id, same_address)
    )
    return db.session.scalars(wanted.order_by(ExternalIdentity.id)).all()


def identity_of(issuer: str, subject: str) -> ExternalIdentity | None:
    """Return what is known about this subject of the provider."""
    return db.session.scalar(
        select(ExternalIdentity).where(
            ExternalIdentity.issuer == issuer, ExternalIdentity.subject == subject
        )
    )


def _narrowed(wanted: Select[Person], narrowed: PeopleFilter) -> Select[Person]:
    if narrowed.words:
        words = narrowed.words.lower()
        columns = (func.lower(Person.name), Person.email)
        wanted = wanted.where(or_(*(c.contains(words, autoescape=True) for c in columns)))
    if narrowed.state == "disabled":
        wanted = wanted.where(Person.active.is_(False))
    conditions = _of_grant(narrowed)
    if conditions or narrowed.state == "ended":
        in_time = RoleGrant.ends_on < today() if narrowed.state == "ended" else in_force()
        held = exists().where(RoleGrant.person_id == Person.id, in_time, *conditions)
        wanted = wanted.where(held)
    return wanted


def _of_grant(narrowed: PeopleFilter) -> list[ColumnElement[bool]]:
    pairs = (
        (RoleGrant.role, narrowed.role),
        (RoleGrant.council_id, narrowed.council_id),
        (RoleGrant.organisation_id, narrowed.organisation_id),
    )
    return [column == value for column, value in pairs if value is not None]


def _with_scopes() -> tuple[ExecutableOption, ...]:
    grants = selectinload(Person.grants)
    return tuple(
        grants.joinedload(scope)
        for scope in (RoleGrant.council, RoleGrant.office, RoleGrant.organisation)
    )
