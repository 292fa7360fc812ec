"""What measures rest on and what is answered, as of a moment: counted in the database."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, Subquery, case, func, or_, select, union

from app.councils.models import Proposal, Statement
from app.moderation.models import Concern, ConcernMember
from app.plan.models import Answer, Evidence
from app.shared.database import db
from app.submissions.models import Submission

RELAYED = func.sum(case((Submission.on_behalf == "others", 1), else_=0))


@dataclass
class EvidenceNumbers:
    """How much a measure rests on; contributions, voices and relayed ones are published ones."""

    concerns: int = 0
    contributions: int = 0
    voices: int = 0
    relayed: int = 0
    statements: int = 0
    proposals: int = 0


def published_by(until: dt.datetime) -> ColumnElement[bool]:
    """The condition that a contribution was published before this moment and still is."""
    return (Submission.status == "published") & (Submission.published_at < until)


def evidence_numbers(until: dt.datetime) -> dict[int, EvidenceNumbers]:
    """Return the numbers by the measure's id; a contribution counts once for a measure."""
    found: dict[int, EvidenceNumbers] = {}
    for measure_id, *others in db.session.execute(_other_grounds(until)):
        concerns, statements, proposals = map(int, others)
        found[measure_id] = EvidenceNumbers(concerns, 0, 0, 0, statements, proposals)
    pairs = _pairs(until)
    figures = (func.count(), func.sum(Submission.voices), RELAYED)
    counted = select(pairs.c.measure_id, *figures)
    counted = counted.join(Submission, Submission.id == pairs.c.submission_id)
    counted = counted.where(published_by(until)).group_by(pairs.c.measure_id)
    for measure_id, number, voices, relayed in db.session.execute(counted):
        one = found[measure_id]
        one.contributions, one.voices, one.relayed = int(number), int(voices), int(relayed)
    return found


def answered_number(until: dt.datetime) -> int:
    """Return how many published contributions had an official answer, also by their concern."""
    in_force = _in_force(until)
    own = select(Answer.submission_id.label("id")).where(
        in_force, Answer.submission_id.is_not(None)
    )
    joined = select(ConcernMember.submission_id.label("id"))
    joined = joined.join(Answer, Answer.concern_id == ConcernMember.concern_id)
    answered = union(own, joined.where(in_force)).subquery()
    wanted = select(func.count()).select_from(Submission).where(published_by(until))
    return int(db.session.scalar(wanted.where(Submission.id.in_(select(answered.c.id)))) or 0)


def answers_between(since: dt.datetime, until: dt.datetime) -> int:
    """Return how many answers were released in this time and were in force at its end."""
    wanted = select(func.count(Answer.id)).where(_in_force(until), Answer.released_at >= since)
    return int(db.session.scalar(wanted) or 0)


def concerns_by(until: dt.datetime) -> int:
    """Return how many concerns there were."""
    wanted = select(func.count(Concern.id)).where(Concern.created_at < until)
    return int(db.session.scalar(wanted) or 0)


def _in_force(until: dt.datetime) -> ColumnElement[bool]:
    still = or_(Answer.withdrawn_at.is_(None), Answer.withdrawn_at >= until)
    return (Answer.released_at < until) & still


def _other_grounds(until: dt.datetime) -> Select[int, int, int, int]:
    """Statements count while they are public, proposals once they are submitted."""
    public = case((Statement.status == "released", 1), else_=0)
    submitted = case((Proposal.status != "draft", 1), else_=0)
    numbers = (func.count(Evidence.concern_id), func.sum(func.coalesce(public, 0)))
    wanted = select(Evidence.measure_id, *numbers, func.sum(func.coalesce(submitted, 0)))
    wanted = wanted.outerjoin(Statement, Statement.id == Evidence.statement_id)
    wanted = wanted.outerjoin(Proposal, Proposal.id == Evidence.proposal_id)
    return wanted.where(Evidence.at < until).group_by(Evidence.measure_id)


def _pairs(until: dt.datetime) -> Subquery:
    own = select(Evidence.measure_id, Evidence.submission_id)
    own = own.where(Evidence.submission_id.is_not(None), Evidence.at < until)
    joined = select(Evidence.measure_id, ConcernMember.submission_id)
    joined = joined.join(ConcernMember, ConcernMember.concern_id == Evidence.concern_id)
    return union(own, joined.where(Evidence.at < until)).subquery()
