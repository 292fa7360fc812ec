"""Published contributions by place, code, kind, channel, writer and month, as of a moment."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Subquery, case, func, select, union

from app.guidelines.models import CodeSuccession
from app.guidelines.queries import catalogue
from app.moderation.models import Coding
from app.moderation.queries.codes import is_open
from app.reports.queries.evidence import RELAYED, published_by
from app.shared.database import db
from app.submissions.models import Submission
from app.submissions.policy import BY_SUBMITTER

# What stands for one row: contributions, voices, relayed contributions.
Counted = tuple[int, int, int]
NOTHING: Counted = (0, 0, 0)
FIGURES = (func.count(), func.sum(Submission.voices), RELAYED)


def published_between(since: dt.datetime | None, until: dt.datetime) -> Counted:
    """Return the figures of what was published in this time (from the begin of all: None)."""
    wanted = select(*FIGURES).where(published_by(until))
    if since is not None:
        wanted = wanted.where(Submission.published_at >= since)
    return _counted(db.session.execute(wanted).one())


def received_between(since: dt.datetime, until: dt.datetime) -> int:
    """Return how many contributions came in, without those that their writers took back."""
    kept = Submission.status.not_in(BY_SUBMITTER)
    wanted = select(func.count()).where(Submission.received_at >= since, kept)
    return int(db.session.scalar(wanted.where(Submission.received_at < until)) or 0)


def counted_by(column: Any, until: dt.datetime) -> dict[Any, Counted]:
    """Return the figures by a column of the contribution: kind, channel, contributor kind."""
    wanted = select(column, *FIGURES).where(published_by(until)).group_by(column)
    return {row[0]: _counted(row[1:]) for row in db.session.execute(wanted)}


def counted_by_place(until: dt.datetime) -> dict[int | str, Counted]:
    """Return the figures by area id, or by `city` and `unknown`."""
    wanted = select(Submission.area_id, Submission.place, *FIGURES).where(published_by(until))
    rows = db.session.execute(wanted.group_by(Submission.area_id, Submission.place))
    return {(row[1] if row[0] is None else row[0]): _counted(row[2:]) for row in rows}


def counted_by_month(bounds: Sequence[dt.datetime], until: dt.datetime) -> dict[int, Counted]:
    """Return the figures by the month of publication: position in the begins of months (UTC)."""
    later = [(Submission.published_at >= bound, place) for place, bound in enumerate(bounds)]
    month = case(*reversed(later)).label("month")
    wanted = select(month, *FIGURES).where(published_by(until))
    wanted = wanted.where(Submission.published_at >= bounds[0]).group_by(month)
    return {int(row[0]): _counted(row[1:]) for row in db.session.execute(wanted)}


def counted_by_code(until: dt.datetime) -> dict[int, Counted]:
    """Return the figures by the id of a code in force; sealed codings do not count.

    A contribution counts once for a code, however many passages have it.
    """
    pairs = _pairs()
    wanted = select(pairs.c.code_id, *FIGURES).where(published_by(until))
    wanted = wanted.join(Submission, Submission.id == pairs.c.submission_id)
    rows = db.session.execute(wanted.group_by(pairs.c.code_id))
    return {int(row[0]): _counted(row[1:]) for row in rows}


def _pairs() -> Subquery:
    """Contributions with their codes in force; before all is carried over, what codes became."""
    current = catalogue().by_id
    own = select(Coding.submission_id, Coding.code_id.label("code_id"))
    own = own.where(is_open(), Coding.code_id.in_(current))
    if catalogue().is_carried:
        return own.distinct().subquery()
    became = select(Coding.submission_id, CodeSuccession.to_code_id.label("code_id"))
    became = became.join(CodeSuccession, CodeSuccession.from_code_id == Coding.code_id)
    return union(own, became.where(is_open(), CodeSuccession.to_code_id.in_(current))).subquery()


def _counted(row: Sequence[Any]) -> Counted:
    number, voices, relayed = row
    return int(number or 0), int(voices or 0), int(relayed or 0)
