"""What the public sees of one concern: published contributions, and their figures."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, ScalarSelect, case, func, select, tuple_
from sqlalchemy.orm import joinedload

from app.moderation.models import ConcernMember
from app.moderation.queries.concerns import IS_PUBLISHED, IS_RELAYED, OF_MEMBER
from app.shared.database import db
from app.shared.paging import Page, Position
from app.submissions.models import Submission, Voice

# What stands for one row of a table: the value (None: not said), contributions, voices.
Row = tuple[int | str | None, int, int]


@dataclass(frozen=True)
class ConcernFigures:
    """Published contributions and voices of a concern, in all and by place, kind and channel.

    `relayed` are the contributions that somebody passed on for others. `me_too` are the voices of
    people who wrote nothing themselves; they have no channel.
    """

    contributions: int
    voices: int
    relayed: int
    me_too: int
    by_area: Sequence[Row]
    by_kind: Sequence[Row]
    by_channel: Sequence[Row]


def figures_of(concern_id: int) -> ConcernFigures:
    """Return the figures of the published contributions of a concern; largest rows first."""
    columns = (Submission.area_id, Submission.kind, Submission.channel)
    figures = (func.count(), func.sum(Submission.voices), func.sum(_me_too()), _relayed())
    wanted = select(*columns, *figures).join(ConcernMember, OF_MEMBER)
    wanted = wanted.where(ConcernMember.concern_id == concern_id, IS_PUBLISHED)
    rows = db.session.execute(wanted.group_by(*columns))
    counted = [(*row[:3], int(row[3]), int(row[4]), int(row[5]), int(row[6])) for row in rows]
    return ConcernFigures(
        contributions=sum(row[3] for row in counted),
        voices=sum(row[4] for row in counted),
        relayed=sum(row[6] for row in counted),
        me_too=sum(row[5] for row in counted),
        by_area=_summed([(row[0], row[3], row[4]) for row in counted]),
        by_kind=_summed([(row[1], row[3], row[4]) for row in counted]),
        by_channel=_summed([(row[2], row[3], row[4] - row[5]) for row in counted]),
    )


def published_members(concern_id: int, after: Position | None, limit: int) -> Page[Submission]:
    """Return the published contributions of a concern, newest first; paged by key."""
    key = (Submission.published_at, Submission.id)
    wanted = select(Submission).join(ConcernMember, OF_MEMBER)
    wanted = wanted.where(ConcernMember.concern_id == concern_id, IS_PUBLISHED)
    if after is not None:
        wanted = wanted.where(tuple_(*key) < (after.moment, after.id))
    wanted = wanted.options(joinedload(Submission.area))
    newest = wanted.order_by(*(column.desc() for column in key)).limit(limit + 1)
    rows = db.session.scalars(newest).all()
    last = rows[limit - 1] if len(rows) > limit else None
    if last is None or last.published_at is None:
        return Page(rows[:limit], None)
    return Page(rows[:limit], Position(last.published_at, last.id).token())


def _relayed() -> ColumnElement[int]:
    return func.sum(case((IS_RELAYED, 1), else_=0))


def _me_too() -> ScalarSelect[int]:
    own = select(func.count()).where(Voice.submission_id == Submission.id)
    return own.correlate(Submission).scalar_subquery()


def _summed(rows: list[Row]) -> list[Row]:
    sums: dict[int | str | None, tuple[int, int]] = {}
    for value, contributions, voices in rows:
        before = sums.get(value, (0, 0))
        sums[value] = (before[0] + contributions, before[1] + voices)
    together = [(value, *figures) for value, figures in sums.items()]
    return sorted(together, key=lambda row: (-row[2], -row[1], str(row[0])))
