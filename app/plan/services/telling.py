"""Whoever wrote what a measure rests on reads of it in the history of their contribution."""

from collections.abc import Collection

from sqlalchemy import select

from app.moderation.models import ConcernMember
from app.plan.models import Evidence, Measure
from app.shared.database import db
from app.submissions.models import Submission, SubmissionEvent
from app.submissions.policy import BY_SUBMITTER
from app.submissions.services import note_event, tell_submitter

JOINED, LEFT = "measure_joined", "measure_left"


def tell_of_measure(measure: Measure, evidence: Evidence | None = None) -> None:
    """Write into the history of contributions whether they are part of the measure now.

    Call it after evidence was added or removed (then only what this evidence names may change),
    and after the measure moved: while it is a mere suggestion, nobody hears of it. Nothing is
    said twice; with the first line goes a mail. Whoever deleted or restricted what they wrote
    hears nothing.
    """
    behind = _behind(measure)
    within = _ids_of(evidence) if evidence is not None else behind
    told = _told(measure, within)
    part = within & behind if measure.status != "suggested" else set()
    for submission_id in sorted(part - told):
        note_event(submission_id, JOINED, measure.number, measure.title)
        tell_submitter(submission_id, "news")
    for submission_id in sorted(told - part):
        note_event(submission_id, LEFT, measure.number, measure.title)


def _told(measure: Measure, submission_ids: Collection[int]) -> set[int]:
    """Whose last line about the measure says that they are part of it."""
    wanted = select(SubmissionEvent.submission_id, SubmissionEvent.kind)
    wanted = wanted.where(
        SubmissionEvent.submission_id.in_(submission_ids),
        SubmissionEvent.kind.in_((JOINED, LEFT)),
        SubmissionEvent.reference == measure.number,
    )
    last = {row[0]: row[1] for row in db.session.execute(wanted.order_by(SubmissionEvent.id))}
    return {one for one, kind in last.items() if kind == JOINED}


def _behind(measure: Measure) -> set[int]:
    found: set[int] = set()
    for evidence in db.session.scalars(select(Evidence).filter_by(measure_id=measure.id)):
        found |= _ids_of(evidence)
    return found


def _ids_of(evidence: Evidence) -> set[int]:
    if evidence.submission_id is not None:
        return _living({evidence.submission_id})
    if evidence.concern_id is None:
        return set()
    members = select(ConcernMember.submission_id)
    own = members.where(ConcernMember.concern_id == evidence.concern_id)
    return _living(set(db.session.scalars(own)))


def _living(ids: Collection[int]) -> set[int]:
    wanted = select(Submission.id).where(Submission.id.in_(ids))
    return set(db.session.scalars(wanted.where(Submission.status.not_in(BY_SUBMITTER))))
