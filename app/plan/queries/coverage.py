"""What an adopted version of the plan would still lack: the coverage check, as sets in SQL.

A published contribution is covered when the city has answered it or a measure rests on it, itself
or through the concern it was merged into; a measure that was deferred or dropped counts when its
history says why. A measure of the plan needs a leading office and a source. The rule and its
reasons: docs/decisions/0027.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, exists, func, or_, select, text, union

from app.moderation.models import ConcernMember
from app.plan.models import Answer, Evidence, Measure, MeasureChange
from app.plan.policy import IN_PLAN
from app.shared.database import db
from app.submissions.models import Submission

# Written out, so that SQLite sees that its partial index fits.
PUBLISHED = text("submission.status = 'published'")


@dataclass(frozen=True)
class Coverage:
    """How many published contributions nobody answered for, and measures that lack something."""

    contributions: int
    without_office: int
    without_source: int

    @property
    def anything(self) -> bool:
        """Whether something is missing."""
        return bool(self.contributions or self.without_office or self.without_source)


def coverage() -> Coverage:
    """Return the figures of the check as of now."""
    contributions = select(func.count(Submission.id)).where(PUBLISHED, is_uncovered())
    measures = select(func.count(Measure.id))
    return Coverage(
        contributions=_number(contributions),
        without_office=_number(measures.where(lacks_office())),
        without_source=_number(measures.where(lacks_source())),
    )


def is_uncovered() -> ColumnElement[bool]:
    """The condition that nothing covers a contribution: no answer and no measure."""
    released = Answer.status == "released"
    answered = exists().where(Answer.submission_id == Submission.id, released)
    behind = exists().where(Evidence.submission_id == Submission.id, _counts())
    covered_concerns = union(
        select(Answer.concern_id).where(Answer.concern_id.is_not(None), released),
        select(Evidence.concern_id).where(Evidence.concern_id.is_not(None), _counts()),
    )
    member = ConcernMember.submission_id == Submission.id
    merged = exists().where(member, ConcernMember.concern_id.in_(covered_concerns))
    return ~answered & ~behind & ~merged


def _counts() -> ColumnElement[bool]:
    """Whether the measure of a piece of evidence covers what it rests on.

    Asked about each piece: with a list of all such measures SQLite would go through that list.
    """
    said_why = exists().where(
        MeasureChange.measure_id == Measure.id,
        MeasureChange.to_status == Measure.status,
        MeasureChange.reason != "",
    )
    aside = Measure.status.in_(("deferred", "dropped")) & said_why
    is_said = or_(Measure.status.in_(IN_PLAN), aside)
    return exists().where(Measure.id == Evidence.measure_id, is_said)


def lacks_office() -> ColumnElement[bool]:
    """The condition that a measure of the plan has no leading office."""
    return Measure.status.in_(IN_PLAN) & Measure.lead_office_id.is_(None)


def lacks_source() -> ColumnElement[bool]:
    """The condition that a measure of the plan rests on nothing."""
    rests = exists().where(Evidence.measure_id == Measure.id)
    return Measure.status.in_(IN_PLAN) & (Measure.other_source == "") & ~rests


def measures_lacking(office_ids: Collection[int], limit: int) -> Sequence[Measure]:
    """Return measures that lack an office or a source, those of these offices first."""
    is_own = func.coalesce(Measure.lead_office_id.in_(office_ids), False)
    wanted = select(Measure).where(or_(lacks_office(), lacks_source()))
    wanted = wanted.order_by(is_own.desc(), Measure.changed_at, Measure.id)
    return db.session.scalars(wanted.limit(limit)).all()


def drafts_of_answers(office_ids: Collection[int]) -> tuple[int, int]:
    """Return how many drafts of answers there are, and how many of these offices."""
    drafts = select(func.count(Answer.id)).where(Answer.status == "draft")
    return _number(drafts), _number(drafts.where(Answer.office_id.in_(office_ids)))


def _number(wanted: Select[int]) -> int:
    return db.session.scalars(wanted).one()
