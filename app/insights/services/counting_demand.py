"""The worker counts demand ahead, one Ortsteil after the other."""

from sqlalchemy import delete, insert

from app.guidelines.queries import catalogue
from app.insights.models import DemandArea, DemandCell, DemandChange
from app.insights.queries.demand import counted_anew, stale_areas
from app.shared.clock import now
from app.shared.database import db, table_of
from app.shared.idle import when_idle
from app.shared.transactions import writes


@when_idle
def count_ahead() -> bool:
    """Count one Ortsteil anew where something has changed; False if all stand as they are."""
    stale = stale_areas()
    if stale:
        count_area(min(stale))
    return bool(stale)


@writes
def count_area(area_key: int) -> None:
    """Store the cells of an Ortsteil as they are now.

    The notes go before it is counted: what others commit meanwhile stays noted.
    """
    for table in (DemandChange, DemandCell, DemandArea):
        db.session.execute(delete(table).where(table.area_key == area_key))
    cells = counted_anew([area_key]).get(area_key, {})
    rows = [
        {"area_key": area_key, "target_group_key": group, "field_key": field, **figures._asdict()}
        for (group, field), figures in cells.items()
    ]
    if rows:
        db.session.execute(insert(table_of(DemandCell)), rows)
    known = catalogue()
    state = {"code_book_version": known.version, "is_carried": known.is_carried}
    db.session.add(DemandArea(area_key=area_key, counted_at=now(), **state))
    db.session.flush()
