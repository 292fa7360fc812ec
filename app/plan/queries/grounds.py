"""What a measure rests on, from the measure to every contribution behind it, and the other way."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, case, func, or_, select, tuple_
from sqlalchemy.orm import joinedload

from app.councils.models import Proposal, Statement
from app.councils.queries import is_public
from app.moderation.models import Concern, ConcernMember
from app.moderation.queries import ConcernCounts, counts_of
from app.moderation.queries.concerns import IS_PUBLISHED, IS_RELAYED
from app.plan.models import Evidence, Measure
from app.shared.database import db
from app.shared.paging import Page, Position
from app.submissions.models import Submission
from app.submissions.policy import BY_SUBMITTER

SHOWN_DIRECTLY = 5
IS_DELETED = Submission.status == "withdrawn"


@dataclass(frozen=True)
class GroundFigures:
    """Contributions behind a measure, each once, alone or through a concern; voices apart.

    `voices` and `relayed` are about the published ones. `unpublished` are for staff. `deleted`
    were taken back by who wrote them: they stay counted, and nothing of them is shown.
    """

    published: int
    voices: int
    relayed: int
    unpublished: int
    deleted: int


@dataclass(frozen=True)
class Grounds:
    """What a measure rests on; `contributions` are the newest of those named one by one."""

    figures: GroundFigures
    concerns: Sequence[tuple[Concern, ConcernCounts]]
    contributions: Sequence[Submission]
    statements: Sequence[Statement]
    proposals: Sequence[Proposal]

    @property
    def anything(self) -> bool:
        """Whether there is something to show."""
        return bool(self.figures.published or self.figures.deleted or self.others)

    @property
    def others(self) -> bool:
        """Whether councils said something that the measure rests on."""
        return bool(self.statements or self.proposals)


def evidence_of(measure: Measure) -> Grounds:
    """Return what everybody may see of it.

    Published contributions, concerns with some, released statements, submitted proposals.
    """
    return Grounds(
        figures=figures_behind(measure.id),
        concerns=_concerns(measure.id),
        contributions=_named(measure.id),
        statements=[one for one in statements_behind(measure.id) if is_public(one)],
        proposals=[one for one in proposals_behind(measure.id) if one.status != "draft"],
    )


def figures_behind(measure_id: int) -> GroundFigures:
    """Return how many contributions and voices stand behind the measure."""
    others = ~IS_PUBLISHED & ~IS_DELETED
    numbers = (
        _sum(IS_PUBLISHED),
        func.sum(case((IS_PUBLISHED, Submission.voices), else_=0)),
        _sum(IS_PUBLISHED & IS_RELAYED),
        _sum(others),
        _sum(IS_DELETED),
    )
    row = db.session.execute(select(*numbers).where(is_behind(measure_id))).one()
    return GroundFigures(*(int(number or 0) for number in row))


def contributions_behind(
    measure_id: int, after: Position | None, limit: int, *, all_states: bool = False
) -> Page[Submission]:
    """Return the published contributions behind the measure, those received last first.

    With `all_states` those that are not published as well: for staff, without their words.
    """
    key = (Submission.received_at, Submission.id)
    wanted = select(Submission).where(is_behind(measure_id)).options(joinedload(Submission.area))
    if not all_states:
        wanted = wanted.where(IS_PUBLISHED)
    if after is not None:
        wanted = wanted.where(tuple_(*key) < (after.moment, after.id))
    newest = wanted.order_by(*(column.desc() for column in key)).limit(limit + 1)
    rows = db.session.scalars(newest).all()
    last = rows[limit - 1] if len(rows) > limit else None
    return Page(rows[:limit], Position(last.received_at, last.id).token() if last else None)


def evidence_by_id(measure_id: int, evidence_id: int) -> Evidence | None:
    """Return this piece of evidence if it belongs to the measure."""
    return db.session.scalar(select(Evidence).filter_by(id=evidence_id, measure_id=measure_id))


def evidence_ids(measure_id: int) -> dict[tuple[str, int], int]:
    """Return the ids of the measure's evidence by kind and id of what it names."""
    kinds = ("submission", "concern", "statement", "proposal")
    columns = [getattr(Evidence, f"{kind}_id") for kind in kinds]
    wanted = select(Evidence.id, *columns).where(Evidence.measure_id == measure_id)
    return {
        (kind, thing): row[0]
        for row in db.session.execute(wanted)
        for kind, thing in zip(kinds, row[1:], strict=True)
        if thing is not None
    }


def statements_behind(measure_id: int) -> Sequence[Statement]:
    """Return the statements that the measure rests on, released or not."""
    wanted = select(Statement).join(Evidence, Evidence.statement_id == Statement.id)
    own = wanted.where(Evidence.measure_id == measure_id).options(joinedload(Statement.council))
    return db.session.scalars(own.order_by(Statement.id)).all()


def proposals_behind(measure_id: int) -> Sequence[Proposal]:
    """Return the proposals that the measure rests on."""
    wanted = select(Proposal).join(Evidence, Evidence.proposal_id == Proposal.id)
    own = wanted.where(Evidence.measure_id == measure_id).options(joinedload(Proposal.council))
    return db.session.scalars(own.order_by(Proposal.id)).all()


def concerns_behind(measure_id: int) -> Sequence[Concern]:
    """Return the concerns that the measure rests on, whether anything of them is public or not."""
    wanted = select(Concern).join(Evidence, Evidence.concern_id == Concern.id)
    return db.session.scalars(
        wanted.where(Evidence.measure_id == measure_id).order_by(Concern.id)
    ).all()


def measures_on(submission_id: int) -> Sequence[Measure]:
    """Return the public measures that rest on the contribution, alone or through its concern."""
    own = select(ConcernMember.concern_id).where(ConcernMember.submission_id == submission_id)
    return _measures(or_(Evidence.submission_id == submission_id, Evidence.concern_id.in_(own)))


def measures_on_concern(concern_id: int) -> Sequence[Measure]:
    """Return the public measures that rest on the concern."""
    return _measures(Evidence.concern_id == concern_id)


def is_behind(measure_id: int) -> ColumnElement[bool]:
    """Return the condition that a contribution stands behind the measure.

    What its writer restricted is left out: nothing is done with it, not even counting.
    """
    direct = select(Evidence.submission_id).where(
        Evidence.measure_id == measure_id, Evidence.submission_id.is_not(None)
    )
    through = select(ConcernMember.submission_id)
    through = through.join(Evidence, Evidence.concern_id == ConcernMember.concern_id)
    through = through.where(Evidence.measure_id == measure_id)
    return Submission.id.in_(direct.union(through)) & (Submission.status != BY_SUBMITTER[0])


def _measures(rests: ColumnElement[bool]) -> Sequence[Measure]:
    ids = select(Evidence.measure_id).where(rests)
    public = select(Measure).where(Measure.id.in_(ids), Measure.status != "suggested")
    return db.session.scalars(public.order_by(Measure.id)).all()


def _sum(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((condition, 1), else_=0))


def _concerns(measure_id: int) -> list[tuple[Concern, ConcernCounts]]:
    found = concerns_behind(measure_id)
    counts = counts_of([concern.id for concern in found])
    pairs = [(concern, counts.get(concern.id, ConcernCounts())) for concern in found]
    return [pair for pair in pairs if pair[1].published]


def _named(measure_id: int) -> Sequence[Submission]:
    wanted = select(Submission).join(Evidence, Evidence.submission_id == Submission.id)
    own = wanted.where(Evidence.measure_id == measure_id, IS_PUBLISHED)
    newest = own.options(joinedload(Submission.area)).order_by(Submission.id.desc())
    return db.session.scalars(newest.limit(SHOWN_DIRECTLY)).all()
