"""What a council may write a statement about: what concerns its Ortsteile."""

from sqlalchemy import select

from app.areas.models import Council
from app.consultations.queries import by_slug
from app.councils.queries.own import area_ids_of
from app.councils.queries.statements import Subject
from app.moderation.models import ConcernMember
from app.moderation.queries import concern_by_number
from app.shared.database import db
from app.shared.i18n import DEFAULT
from app.submissions.models import Submission
from app.submissions.policy import BY_SUBMITTER
from app.submissions.queries import by_public_number


def subject_for(council: Council, key: str) -> Subject | None:
    """Return the contribution, concern or consultation with this number or name in addresses.

    None if there is none, or if it has nothing to do with an Ortsteil of the council.
    """
    areas = set(area_ids_of(council))
    return _submission(key, areas) or _concern(key, areas) or _consultation(key, areas)


def _submission(key: str, areas: set[int]) -> Subject | None:
    found = by_public_number(key)
    if found is None or found.area_id not in areas or found.status in BY_SUBMITTER:
        return None
    return Subject("submission", found.public_number, found.public_number)


def _concern(key: str, areas: set[int]) -> Subject | None:
    found = concern_by_number(key.upper())
    if found is None:
        return None
    here = select(Submission.id).join(ConcernMember, ConcernMember.submission_id == Submission.id)
    here = here.where(ConcernMember.concern_id == found.id, Submission.area_id.in_(areas))
    if db.session.scalar(here.limit(1)) is None:
        return None
    return Subject("concern", found.public_number, found.title)


def _consultation(key: str, areas: set[int]) -> Subject | None:
    found = by_slug(key)
    if found is None or (found.area_ids and not areas & set(found.area_ids)):
        return None
    return Subject("consultation", found.slug, found.title[DEFAULT])
