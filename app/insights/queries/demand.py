"""Demand: published contributions, voices and what was passed on, by Ortsteil, group and field."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import Select, String, case, cast, func, literal_column, or_, select

from app.areas.queries import directory
from app.guidelines.queries import Catalogue, catalogue, in_force
from app.insights.models import DemandArea, DemandCell, DemandChange
from app.insights.models.demand import NOWHERE
from app.moderation.models import Coding
from app.moderation.queries.codes import is_open
from app.shared.database import db
from app.submissions.models import Submission

NONE, ALL = "", "*"


class Demand(NamedTuple):
    """Contributions, those among them that were passed on for others, and voices."""

    contributions: int
    relayed: int
    voices: int

    def and_also(self, other: "Demand") -> "Demand":
        """Return both together."""
        return Demand(self[0] + other[0], self[1] + other[1], self[2] + other[2])


NO_DEMAND = Demand(0, 0, 0)
# By (target group, field): keys of codes in force, `NONE` for none assigned, `ALL` for any.
Cells = dict[tuple[str, str], Demand]


@dataclass(frozen=True)
class _Pair:
    groups: tuple[str, ...]
    fields: tuple[str, ...]


def demand() -> dict[int, Cells]:
    """Return the cells of each Ortsteil by its id; `NOWHERE` stands for no Ortsteil.

    What was counted ahead, and counted at this moment where something has changed since.
    """
    stale = stale_areas()  # first: what changes between the two questions is counted, not missed
    found: dict[int, Cells] = defaultdict(dict)
    columns = (DemandCell.area_key, DemandCell.target_group_key, DemandCell.field_key)
    figures = (DemandCell.contributions, DemandCell.relayed, DemandCell.voices)
    for area, group, field, *numbers in db.session.execute(select(*columns, *figures)):
        if area not in stale:
            found[area][group, field] = Demand(*numbers)
    return dict(found) | (counted_anew(stale) if stale else {})


def stale_areas() -> set[int]:
    """Return the Ortsteile whose cells do not stand as they were counted."""
    known = catalogue()
    same = (DemandArea.code_book_version == known.version) & (
        DemandArea.is_carried == known.is_carried
    )
    changed = set(db.session.scalars(select(DemandChange.area_key).distinct()))
    counted = set(db.session.scalars(select(DemandArea.area_key).where(same)))
    return (_all_areas() - counted) | changed


def counted_anew(area_keys: Collection[int]) -> dict[int, Cells]:
    """Count the cells of these Ortsteile from contributions and codings."""
    known = catalogue()
    pairs: dict[str | None, _Pair] = {}
    cells: dict[int, dict[tuple[str, str], list[int]]] = defaultdict(dict)
    for area, codes, *figures in db.session.execute(_by_codes(area_keys)):
        if codes not in pairs:
            pairs[codes] = _pair(known, codes)
        for cell in _cells_of(pairs[codes]):
            sums = cells[area].setdefault(cell, [0, 0, 0])
            for place, figure in enumerate(figures):
                sums[place] += int(figure)
    return {area: {cell: Demand(*sums) for cell, sums in of.items()} for area, of in cells.items()}


def _by_codes(area_keys: Collection[int]) -> Select[Any]:
    """Contributions with the same codes together: that leaves hundreds of rows of thousands."""
    place = func.coalesce(Submission.area_id, NOWHERE)
    published = literal_column("submission.status") == literal_column("'published'")
    codes = func.aggregate_strings(cast(Coding.code_id, String), ",")
    relayed = case((Submission.on_behalf == "others", 1), else_=0)
    each = select(place.label("area"), codes.label("codes"), Submission.voices)
    each = each.add_columns(relayed.label("relayed")).select_from(Submission)
    each = each.outerjoin(Coding, (Coding.submission_id == Submission.id) & is_open())
    each = each.where(published)
    if len(area_keys) < len(_all_areas()):
        here = Submission.area_id.in_(key for key in area_keys if key != NOWHERE)
        nowhere = Submission.area_id.is_(None)
        each = each.where(or_(here, nowhere) if NOWHERE in area_keys else here)
    one = each.group_by(Submission.id).subquery()
    figures = (func.count(), func.sum(one.c.relayed), func.sum(one.c.voices))
    return select(one.c.area, one.c.codes, *figures).group_by(one.c.area, one.c.codes)


def _pair(known: Catalogue, codes: str | None) -> _Pair:
    """Until the worker has carried all codings over, codes of an earlier version count as well."""
    given = {int(code) for code in codes.split(",")} if codes else set()
    current = given & known.by_id.keys()
    if not current and not known.is_carried:
        current = in_force(given)
    keys: dict[str, set[str]] = defaultdict(set)
    for code_id in current:
        keys[known.by_id[code_id].kind].add(known.by_id[code_id].key)
    return _Pair(*(tuple(keys[kind]) or (NONE,) for kind in ("target_group", "field")))


def _cells_of(pair: _Pair) -> Iterator[tuple[str, str]]:
    for group in (*pair.groups, ALL):
        for field in (*pair.fields, ALL):
            yield group, field


def _all_areas() -> set[int]:
    return {NOWHERE, *directory().by_id}
