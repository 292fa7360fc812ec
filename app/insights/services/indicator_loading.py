"""Storing indicator figures: compared with what is there, all of them or none."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from app.accounts.models import Person
from app.accounts.services import record
from app.areas.queries import AreaEntry, directory
from app.insights.models import IndicatorFigure, SocialIndicator
from app.insights.queries.indicators import stored_values
from app.insights.services.indicator_reading import FigureRow
from app.shared.database import db
from app.shared.page_cache import public_content_changed
from app.shared.transactions import writes


@dataclass(frozen=True)
class FigureChange:
    """A figure that is new (`before` is None) or becomes another, or gets other words."""

    area: AreaEntry
    indicator: SocialIndicator
    year: int
    before: Decimal | None
    after: Decimal

    def __str__(self) -> str:
        """Say it in a line for the command."""
        what = f"{self.area.number} {self.area.name}, {self.indicator.key} {self.year}"
        after = f"{self.after:f} {self.indicator.unit}"
        if self.before is None:
            return f"new: {what}: {after}"
        if self.before == self.after:
            return f"{what}: other source or method"
        return f"{what}: {self.before.normalize():f} -> {after}"


@dataclass(frozen=True)
class Comparison:
    """What loading would change, and how many figures are as they were."""

    changes: Sequence[FigureChange]
    unchanged: int

    @property
    def number_new(self) -> int:
        """How many figures were not there before."""
        return sum(change.before is None for change in self.changes)


def compare_figures(rows: Sequence[FigureRow]) -> Comparison:
    """Return what loading these rows would change; nothing is written."""
    stored = _stored(rows)
    areas = directory().by_id
    changes = []
    for row in rows:
        known = stored.get((row.indicator.id, row.area_id, row.year))
        if known is None or _differs(known, row):
            before = known.value if known else None
            area = areas[row.area_id]
            changes.append(FigureChange(area, row.indicator, row.year, before, row.value))
    return Comparison(changes, len(rows) - len(changes))


@writes
def load_figures(person: Person | None, rows: Sequence[FigureRow]) -> Comparison:
    """Store these figures; return what changed. Loading twice changes nothing."""
    person_id = person.id if person else None
    compared, stored = compare_figures(rows), _stored(rows)
    for row in rows:
        known = stored.get((row.indicator.id, row.area_id, row.year))
        figure = known or IndicatorFigure(
            indicator_id=row.indicator.id, area_id=row.area_id, year=row.year
        )
        figure.value, figure.unit = row.value, row.indicator.unit
        figure.source, figure.method = row.source, row.method
        db.session.add(figure)
    db.session.flush()
    if compared.changes:
        record(person_id, "indicators loaded", f"figures:{len(compared.changes)}")
        public_content_changed()
    return compared


def _stored(rows: Sequence[FigureRow]) -> dict[tuple[int, int, int], IndicatorFigure]:
    return stored_values(sorted({row.indicator.id for row in rows}))


def _differs(known: IndicatorFigure, row: FigureRow) -> bool:
    before = (known.value, known.unit, known.source, known.method)
    return before != (row.value, row.indicator.unit, row.source, row.method)
