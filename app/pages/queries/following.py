"""What can be followed, who follows it, and what is new there."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import selectinload

from app.areas.queries import directory as areas
from app.consultations.queries import by_slug
from app.consultations.queries import directory as consultations
from app.moderation.models import Concern, ConcernMember
from app.moderation.queries import concern_by_number, figures_of
from app.pages.models import Follow, Follower
from app.plan.models import Measure
from app.plan.policy import is_public
from app.plan.queries import measure_by_number, number_of_changes
from app.plan.queries.answers import belongs_to, number_released
from app.shared.database import db
from app.shared.secrets import keyed_hashes
from app.submissions.models import Submission

MARK_PURPOSE = "follower"
Texts = dict[str, str]


@dataclass(frozen=True)
class Subject:
    """Something that can be followed; `name` is what addresses and forms call it.

    `title` is by language; empty for the whole city. A mail says `number` where there is one,
    because the title of a concern speaks of what people wrote.
    """

    topic: str
    id: int
    name: str
    path: str
    title: Texts
    number: str | None = None


CITY = Subject("city", 0, "stadt", "/", {})


def subject_by_name(name: str) -> Subject | None:
    """Return what a form or an address means; None if it is not public."""
    kind, _, key = name.partition("/")
    if name == CITY.name:
        return CITY
    if kind == "ortsteil":
        area = areas().by_slug.get(key)
        return _of_area(area.id) if area else None
    if kind == "beteiligung":
        consultation = by_slug(key)
        return _of_consultation(consultation.id) if consultation else None
    if kind == "massnahme":
        measure = measure_by_number(key)
        return _of_measure(measure) if measure and is_public(measure) else None
    concern = concern_by_number(key) if kind == "anliegen" else None
    return _of_concern(concern) if concern and figures_of(concern.id).contributions else None


def subject_of(follow: Follow) -> Subject | None:
    """Return what somebody follows; None if it is gone."""
    if follow.topic == "area":
        return _of_area(follow.topic_id)
    if follow.topic == "consultation":
        return _of_consultation(follow.topic_id)
    if follow.topic == "concern":
        concern = db.session.get(Concern, follow.topic_id)
        return _of_concern(concern) if concern else None
    if follow.topic == "measure":
        measure = db.session.get(Measure, follow.topic_id)
        return _of_measure(measure) if measure else None
    return CITY


def number_new(subject: Subject, since: dt.datetime, until: dt.datetime) -> int:
    """Return how many contributions became public there after `since`, up to `until`.

    Of a measure: how many states it reached.
    """
    if subject.topic == "measure":
        return number_of_changes(subject.id, since, until)
    in_time = Submission.published_at.between(since, until) & (Submission.published_at != since)
    wanted: Select[int] = select(func.count()).select_from(Submission)
    wanted = wanted.where(Submission.status == "published")
    if subject.topic == "concern":
        joined = ConcernMember.at.between(since, until) & (ConcernMember.at != since)
        wanted = wanted.join(ConcernMember, ConcernMember.submission_id == Submission.id)
        wanted = wanted.where(ConcernMember.concern_id == subject.id, or_(in_time, joined))
        wanted = wanted.where(Submission.published_at <= until)
    else:
        wanted = wanted.where(in_time, *_of_subject(subject))
    return int(db.session.scalar(wanted) or 0)


def number_answered(subject: Subject, since: dt.datetime, until: dt.datetime) -> int:
    """Return how many official answers became public there after `since`, up to `until`.

    Answers are about contributions and concerns, never about a measure.
    """
    if subject.topic == "measure":
        return 0
    if subject.topic == "concern":
        return number_released(since, until, belongs_to(subject.id))
    return number_released(since, until, *_of_subject(subject))


def follower_by_address(email: str) -> Follower | None:
    """Return the follower with this address, whatever its case."""
    marks = keyed_hashes(MARK_PURPOSE, email.strip().lower())
    return db.session.scalar(select(Follower).where(Follower.mark.in_(marks)))


def follower_by_key(key: str) -> Follower | None:
    """Return the follower that a link stands for."""
    return db.session.scalar(select(Follower).where(Follower.key == key))


def follow_by_key(key: str) -> Follow | None:
    """Return the follow that a link or a form stands for."""
    return db.session.scalar(select(Follow).where(Follow.key == key))


def confirmed(follower: Follower) -> list[Follow]:
    """Return what the follower has confirmed, in the order of asking."""
    return [follow for follow in follower.follows if follow.confirmed_at is not None]


def followers_due(moment: dt.datetime, limit: int) -> Sequence[Follower]:
    """Return the followers for whom it is time to look for news, the longest due first."""
    due = select(Follower).where(Follower.due_at <= moment).options(selectinload(Follower.follows))
    return db.session.scalars(due.order_by(Follower.due_at, Follower.id).limit(limit)).all()


def unconfirmed_since(moment: dt.datetime, limit: int) -> Sequence[Follow]:
    """Return what was asked for before this moment and never confirmed."""
    old = select(Follow).where(Follow.confirmed_at.is_(None), Follow.asked_at < moment)
    return db.session.scalars(old.order_by(Follow.asked_at).limit(limit)).all()


def _of_subject(subject: Subject) -> list[ColumnElement[bool]]:
    if subject.topic == "area":
        return [Submission.area_id == subject.id]
    if subject.topic == "consultation":
        return [Submission.consultation_id == subject.id]
    return []


def _of_area(area_id: int) -> Subject | None:
    area = areas().by_id.get(area_id)
    if area is None:
        return None
    path = f"/ortsteile/{area.slug}"
    return Subject("area", area.id, f"ortsteil/{area.slug}", path, {"de": area.name})


def _of_consultation(consultation_id: int) -> Subject | None:
    found = next((one for one in consultations() if one.id == consultation_id), None)
    if found is None:
        return None
    path = f"/beteiligungen/{found.slug}"
    return Subject("consultation", found.id, f"beteiligung/{found.slug}", path, found.title)


def _of_concern(concern: Concern) -> Subject:
    number, title = concern.public_number, {"de": concern.title}
    name = f"anliegen/{number}"
    return Subject("concern", concern.id, name, f"/{name}", title, number)


def _of_measure(measure: Measure) -> Subject:
    name, path = f"massnahme/{measure.number}", f"/plan/massnahmen/{measure.number}"
    return Subject("measure", measure.id, name, path, {"de": measure.title}, measure.number)
