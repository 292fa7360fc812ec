"""Figures of a council's Ortsteile: by state, by field and by target group."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Select, func, select

from app.councils.queries.codes import has_open_coding
from app.guidelines.queries import CodeEntry, catalogue, in_force
from app.moderation.models import Coding
from app.moderation.queries.codes import is_open
from app.shared.database import db
from app.submissions.models import CodeHint, Submission, SubmissionCount
from app.submissions.policy import BY_SUBMITTER


@dataclass(frozen=True)
class CouncilFigures:
    """How many contributions came in and are published; by code, most first, none left out.

    `numbers` is by id of a code in force. A contribution may have several codes.
    """

    total: int
    published: int
    numbers: dict[int, int]

    def of_kind(self, kind: str) -> list[tuple[CodeEntry, int]]:
        """Return the codes of a kind that occur, with their numbers, most first."""
        codes = [code for code in catalogue().of_kind(kind) if self.numbers.get(code.id)]
        return sorted(((code, self.numbers[code.id]) for code in codes), key=lambda pair: -pair[1])


def figures_for(area_ids: Collection[int]) -> CouncilFigures:
    """Return the figures of these Ortsteile; withdrawn and restricted ones do not count."""
    counts = select(SubmissionCount.status, func.sum(SubmissionCount.number))
    of_areas = counts.where(SubmissionCount.area_key.in_(area_ids))
    rows = db.session.execute(of_areas.group_by(SubmissionCount.status))
    states = {status: int(number) for status, number in rows}
    total = sum(number for status, number in states.items() if status not in BY_SUBMITTER)
    return CouncilFigures(total, states.get("published", 0), _numbers(area_ids))


def _numbers(area_ids: Collection[int]) -> dict[int, int]:
    here = Submission.area_id.in_(area_ids), Submission.status.not_in(BY_SUBMITTER)
    distinct = func.count(func.distinct(Submission.id))
    assigned = select(Coding.code_id, distinct).join(
        Submission, Submission.id == Coding.submission_id
    )
    ticked = select(CodeHint.code_id, distinct).join(
        Submission, Submission.id == CodeHint.submission_id
    )
    numbers: dict[int, int] = defaultdict(int)
    _add(numbers, assigned.where(is_open(), *here).group_by(Coding.code_id))
    _add(numbers, ticked.where(~has_open_coding(), *here).group_by(CodeHint.code_id))
    return dict(numbers)


def _add(numbers: dict[int, int], wanted: Select[int, int]) -> None:
    """Count a code of an earlier version for what it became, unless all has been carried over."""
    known = catalogue()
    for code_id, number in db.session.execute(wanted):
        for current in in_force([code_id]):
            if current == code_id or not known.is_carried:
                numbers[current] += int(number)
