"""What became of what people said: answers and measures together, the newest first."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from app.plan.models import Answer, Measure
from app.plan.queries import public_measures
from app.plan.queries.answers import newest_answers

NEWEST = 3


@dataclass(frozen=True)
class Outcome:
    """An answer that was released or a measure that was changed, and when (UTC): one of both."""

    at: dt.datetime
    answer: Answer | None = None
    measure: Measure | None = None


def newest_outcomes() -> Sequence[Outcome]:
    """Return the newest few of both."""
    answers = [Outcome(one.released_at, answer=one) for one in newest_answers() if one.released_at]
    measures = [Outcome(one.changed_at, measure=one) for one in public_measures(None, NEWEST).rows]
    return sorted([*answers, *measures], key=lambda one: one.at, reverse=True)[:NEWEST]
