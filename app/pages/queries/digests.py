"""What somebody's week was like: figures by role, never what anybody wrote."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, func, select

from app.accounts.models import COUNCIL_ROLES, ORGANISATION_ROLES, Person
from app.accounts.policy import councils_of, is_moderator, organisations_of
from app.accounts.queries import people_with_role
from app.councils.models import Proposal
from app.councils.queries import area_ids_of, councils_with
from app.councils.queries.proposals import running_of
from app.moderation.queries import due_by, oldest_due_day
from app.pages.models import WithoutDigest
from app.shared.clock import from_local, today
from app.shared.database import db
from app.submissions.models import Submission
from app.submissions.queries import number_in

DIGEST_ROLES = {"moderator", "admin", *COUNCIL_ROLES, *ORGANISATION_ROLES}
MOST_PROPOSALS = 5
WEEK = dt.timedelta(days=7)


@dataclass(frozen=True)
class TeamWeek:
    """The queue as it is: waiting, overdue, and by which day the oldest was due."""

    waiting: int
    overdue: int
    oldest: dt.date | None


@dataclass(frozen=True)
class CouncilWeek:
    """What came in for the own Ortsteile last week, and the proposals that are running."""

    new: int
    proposals: Sequence[Proposal]


@dataclass(frozen=True)
class OrganisationWeek:
    """What became of the organisation's contributions last week, and open questions to it."""

    published: int
    declined: int
    asked: int


@dataclass(frozen=True)
class Digest:
    """The week of a person in each of their roles; None where a role has nothing to tell."""

    team: TeamWeek | None = None
    council: CouncilWeek | None = None
    organisation: OrganisationWeek | None = None
    has_news: bool = field(init=False)

    def __post_init__(self) -> None:
        has_news = any((self.team, self.council, self.organisation))
        object.__setattr__(self, "has_news", has_news)


def people_with_digest() -> list[Person]:
    """Return the active people whose role has a digest and who want it."""
    without = set(db.session.scalars(select(WithoutDigest.person_id)))
    return [person for person in people_with_role(DIGEST_ROLES) if person.id not in without]


def wants_digest(person: Person) -> bool:
    """Whether the person has not said no to the weekly digest."""
    return db.session.get(WithoutDigest, person.id) is None


def digest_of(person: Person, monday: dt.date) -> Digest:
    """Return the week before this Monday (Europe/Berlin) for a person."""
    return Digest(_team(person), _council(person, monday), _organisation(person, monday))


def _team(person: Person) -> TeamWeek | None:
    waiting = number_in("received") if is_moderator(person) else 0
    if not waiting:
        return None
    _due, overdue = due_by(today())
    return TeamWeek(waiting, overdue, oldest_due_day())


def _council(person: Person, monday: dt.date) -> CouncilWeek | None:
    own = councils_of(person)
    if not own:
        return None
    areas = [area for council in councils_with(own) for area in area_ids_of(council)]
    came = Submission.area_id.in_(areas) & Submission.received_at.between(*_week(monday))
    new = _count(came, Submission.status != "withdrawn")
    proposals = running_of(own, MOST_PROPOSALS)
    return CouncilWeek(new, proposals) if new or proposals else None


def _organisation(person: Person, monday: dt.date) -> OrganisationWeek | None:
    ids = organisations_of(person)
    if not ids:
        return None
    own, decided = Submission.organisation_id.in_(ids), Submission.decided_at
    lately = own & decided.between(*_week(monday))
    published, declined = (
        _count(lately, Submission.status == s) for s in ("published", "declined")
    )
    asked = _count(own, Submission.status == "asked")
    found = OrganisationWeek(published, declined, asked)
    return found if published or declined or asked else None


def _week(monday: dt.date) -> tuple[dt.datetime, dt.datetime]:
    """The moments between which the week before a Monday lies, the last one included."""
    end = from_local(monday) - dt.timedelta(microseconds=1)
    return from_local(monday - WEEK), end


def _count(*conditions: ColumnElement[bool]) -> int:
    return int(
        db.session.scalar(select(func.count()).select_from(Submission).where(*conditions)) or 0
    )
