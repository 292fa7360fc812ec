"""Figures from the maintained counts."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.shared.database import db
from app.shared.page_cache import kept_by_revision
from app.submissions.models import SubmissionCount


@dataclass(frozen=True)
class MapFigures:
    """Published contributions by area id, and the levels 0 (none) to 5 that colour the map."""

    numbers: dict[int, int]
    bounds: tuple[int, ...]

    def level(self, area_id: int) -> int:
        """Return the level of an Ortsteil: 0 for none."""
        number = self.numbers.get(area_id, 0)
        return 0 if number == 0 else 1 + sum(number > bound for bound in self.bounds)

    def ranges(self) -> list[tuple[int, int, int | None]]:
        """Return the legend: level, from, to (None: and more)."""
        starts = [1, *(bound + 1 for bound in self.bounds)]
        ends = [*self.bounds, None]
        return [
            (level, start, end)
            for level, (start, end) in enumerate(zip(starts, ends, strict=True), start=1)
        ]


@kept_by_revision
def published_by_area(session: Session) -> dict[int, int]:
    """Return the number of published contributions by area id; 0 stands for no Ortsteil."""
    return _published_sums(session, SubmissionCount.area_key)


@kept_by_revision
def published_by_consultation(session: Session) -> dict[int, int]:
    """Return the number of published contributions by consultation id."""
    return _published_sums(session, SubmissionCount.consultation_id)


@kept_by_revision
def voices_by_area(session: Session) -> dict[int, int]:
    """Return for how many people the published contributions of an area id stand; 0: no area."""
    return _published_sums(session, SubmissionCount.area_key, SubmissionCount.voices)


@kept_by_revision
def relayed_by_area(session: Session) -> dict[int, int]:
    """Return how many published contributions of an area id were passed on for others."""
    return _published_sums(session, SubmissionCount.area_key, SubmissionCount.relayed)


@kept_by_revision
def relayed_by_consultation(session: Session) -> dict[int, int]:
    """Return how many published contributions to a consultation were passed on for others."""
    return _published_sums(session, SubmissionCount.consultation_id, SubmissionCount.relayed)


def map_figures() -> MapFigures:
    """Return the figures of the map as of now."""
    return figures_on_map(published_by_area())


def figures_on_map(numbers: dict[int, int]) -> MapFigures:
    """Return these numbers with bounds at even shares of the Ortsteile that have any."""
    return MapFigures(numbers, _bounds([n for area, n in numbers.items() if area and n]))


def number_in(status: str) -> int:
    """Return how many contributions are in a status, from the maintained counts."""
    wanted = select(func.sum(SubmissionCount.number)).where(SubmissionCount.status == status)
    return int(db.session.scalar(wanted) or 0)


def _published_sums(
    session: Session, column: Any, summed: Any = SubmissionCount.number
) -> dict[int, int]:
    total = func.sum(summed)
    wanted = select(column, total).where(SubmissionCount.status == "published").group_by(column)
    return {key: int(number) for key, number in session.execute(wanted)}


def _bounds(numbers: list[int]) -> tuple[int, ...]:
    """Four bounds between five levels: the fifths of the numbers, each once and rising."""
    if not numbers:
        return ()
    ordered = sorted(numbers)
    fifths = [ordered[min(len(ordered) * part // 5, len(ordered) - 1)] for part in range(1, 5)]
    return tuple(sorted({bound for bound in fifths if bound < ordered[-1]}))
