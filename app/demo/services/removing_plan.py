"""Taking the examples of the plan away; real measures no longer rest on example content."""

from sqlalchemy import ColumnElement, and_, delete, or_, select, update

from app.councils.models import Proposal, Statement
from app.insights.models import StatisticSnapshot
from app.moderation.models import Concern
from app.pages.models import Follow
from app.pages.services.following import end_follow
from app.plan.models import (
    Answer,
    BudgetLine,
    EffectIndicator,
    EffectValue,
    Evidence,
    Measure,
    MeasureArea,
    MeasureChange,
    MeasureCode,
    MeasureDocument,
    MeasureLink,
    MeasurePartner,
    MeasureZone,
    PlanCover,
    PlanVersion,
)
from app.shared.database import db
from app.submissions.models import Submission

PARTS = (
    *(MeasureArea, MeasureZone, MeasureCode, MeasurePartner, MeasureDocument, MeasureLink),
    *(MeasureChange, BudgetLine, EffectIndicator),
)


def remove_plan() -> None:
    """Delete example measures, answers, versions and covers, and what rests on examples."""
    submissions = select(Submission.id).where(Submission.is_example)
    concerns = select(Concern.id).where(Concern.is_example)
    _remove_answers(Answer.submission_id.in_(submissions), Answer.concern_id.in_(concerns))
    gone = select(Measure.id).where(Measure.is_example)
    grounds = (
        Evidence.measure_id.in_(gone),
        Evidence.submission_id.in_(submissions),
        Evidence.concern_id.in_(concerns),
        Evidence.statement_id.in_(select(Statement.id).where(_is_gone())),
        Evidence.proposal_id.in_(select(Proposal.id).where(Proposal.is_example)),
    )
    db.session.execute(delete(Evidence).where(or_(*grounds)))
    db.session.execute(delete(Statement).where(_is_about_an_example()))
    _end_following()
    figures = select(EffectIndicator.id).where(EffectIndicator.measure_id.in_(gone))
    db.session.execute(delete(EffectValue).where(EffectValue.indicator_id.in_(figures)))
    for part in PARTS:
        db.session.execute(delete(part).where(part.measure_id.in_(gone)))
    db.session.execute(update(Answer).where(Answer.measure_id.in_(gone)).values(measure_id=None))
    for table in (Measure, PlanVersion, PlanCover):
        db.session.execute(delete(table).where(table.is_example))
    db.session.execute(delete(StatisticSnapshot))  # counted with examples; the worker makes it anew


def _is_gone() -> ColumnElement[bool]:
    """The condition that a statement is an example, or about an example measure."""
    return or_(Statement.is_example, _is_about_an_example())


def _is_about_an_example() -> ColumnElement[bool]:
    numbers = select(Measure.number).where(Measure.is_example)
    return and_(Statement.subject_kind == "measure", Statement.subject_key.in_(numbers))


def _end_following() -> None:
    gone = select(Measure.id).where(Measure.is_example)
    wanted = select(Follow).where(Follow.topic == "measure", Follow.topic_id.in_(gone))
    for follow in db.session.scalars(wanted).all():
        end_follow(follow)


def _remove_answers(*about_examples: ColumnElement[bool]) -> None:
    db.session.execute(delete(Answer).where(or_(Answer.is_example, *about_examples)))
