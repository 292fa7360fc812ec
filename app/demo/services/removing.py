"""Taking all example content away again; what is real stays as it is."""

from sqlalchemy import delete, exists, select, update

from app.accounts.models import Person, RoleGrant, SignInSession
from app.consultations.models import Consultation, ConsultationArea
from app.moderation.models import Coding, Likeness, TextProfile
from app.shared.database import db, rows_affected
from app.shared.jobs import Job
from app.shared.page_cache import public_content_changed
from app.shared.transactions import writes
from app.submissions.models import (
    Addition,
    CodeHint,
    Contact,
    Question,
    Redaction,
    StatusChange,
    Submission,
    SubmissionCount,
)
from app.submissions.services import recount

PARTS = (
    Coding,
    CodeHint,
    StatusChange,
    Addition,
    Question,
    Redaction,
    Contact,
    Likeness,
    TextProfile,
)


@writes
def remove_examples() -> int:
    """Delete everything marked as an example; return how many contributions that were."""
    examples = select(Submission.id).where(Submission.is_example)
    for part in PARTS:
        db.session.execute(delete(part).where(part.submission_id.in_(examples)))
    db.session.execute(delete(Likeness).where(Likeness.other_id.in_(examples)))
    number = rows_affected(db.session.execute(delete(Submission).where(Submission.is_example)))
    recount()
    _remove_consultations()
    _remove_people()
    public_content_changed()
    return number


def _remove_consultations() -> None:
    """A consultation that real people answered stays, closed."""
    used = exists().where(Submission.consultation_id == Consultation.id)
    unused = select(Consultation.id).where(Consultation.is_example, ~used)
    ids = list(db.session.scalars(unused))
    for part in (SubmissionCount, ConsultationArea):
        db.session.execute(delete(part).where(part.consultation_id.in_(ids)))
    db.session.execute(delete(Consultation).where(Consultation.id.in_(ids)))


def _remove_people() -> None:
    """An example account that worked on something real stays, disabled."""
    examples = select(Person.id).where(Person.is_example)
    for part in (SignInSession, RoleGrant):
        db.session.execute(delete(part).where(part.person_id.in_(examples)))
    db.session.execute(delete(Job).where(Job.owner_id.in_(examples)))
    worked = exists().where(StatusChange.person_id == Person.id)
    coded = exists().where(Coding.coder_id == Person.id)
    db.session.execute(delete(Person).where(Person.is_example, ~worked, ~coded))
    db.session.execute(update(Person).where(Person.is_example).values(active=False))
    db.session.expire_all()
