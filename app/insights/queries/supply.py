"""Supply: which measures and specialist plans cover a target group and a field in an Ortsteil."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import select, union_all

from app.areas.models import ZoneMember
from app.guidelines.models import Code, CodeBook
from app.guidelines.queries import catalogue, in_force
from app.plan.models import Measure, MeasureArea, MeasureCode, MeasureZone, PlanCover
from app.shared.database import db

# A measure covers something once the offices have agreed on it, until it is put off or dropped.
COVERING = ("agreed", "decided", "running", "done")


@dataclass(frozen=True)
class Supplier:
    """A measure (`number`, `title`, its state) or what a specialist plan says it covers.

    For a plan `number` is the key of the plan, `title` where it says so, and `status` empty.
    """

    number: str
    title: str
    status: str


@dataclass
class Supply:
    """All suppliers by what they cover: (Ortsteil, target group, field); None stands for any."""

    measures: dict[int, Supplier] = field(default_factory=dict)
    covers: dict[int, Supplier] = field(default_factory=dict)
    by_cell: dict[tuple[int | None, str | None, str | None], set[tuple[str, int]]] = field(
        default_factory=lambda: defaultdict(set)
    )

    def of(self, areas: Iterable[int], group: str, field: str) -> set[tuple[str, int]]:
        """Return what covers this cell in any of the Ortsteile: (`measure` or `cover`, id)."""
        ways = [(one, two) for one in (group, None) for two in (field, None)]
        keys = ((area, *way) for area in (*areas, None) for way in ways)
        return {who for key in keys if key in self.by_cell for who in self.by_cell[key]}

    def covers_cell(self, area: int, group: str, field: str) -> bool:
        """Whether anything covers this cell."""
        ways = [(one, two) for one in (group, None) for two in (field, None)]
        return any((place, *way) in self.by_cell for place in (area, None) for way in ways)


def supply() -> Supply:
    """Return what the plan does and what specialist plans say they do.

    A measure covers a cell if it is for the Ortsteil (or a zone with it, or the whole city) and
    names the group or the field; if it names groups or fields, this one is among them.
    """
    found, keys = Supply(), _keys_in_force()
    codes, areas = _codes_of_measures(), _areas_of_measures()
    columns = (Measure.id, Measure.number, Measure.title, Measure.status, Measure.whole_city)
    wanted = select(*columns).where(Measure.status.in_(COVERING))
    for measure_id, number, title, status, whole_city in db.session.execute(wanted):
        found.measures[measure_id] = Supplier(number, title, status)
        groups = _of_kind(codes[measure_id], "target_group", keys)
        fields = _of_kind(codes[measure_id], "field", keys)
        if groups is not None or fields is not None:
            places: Iterable[int | None] = (None,) if whole_city else areas[measure_id]
            _add(found, ("measure", measure_id), places, groups, fields)
    for cover in db.session.scalars(select(PlanCover)):
        found.covers[cover.id] = Supplier(cover.plan_key, cover.source, "")
        group = _of_kind([cover.target_group_key], "target_group", keys)
        field = _of_kind([cover.field_key], "field", keys)
        _add(found, ("cover", cover.id), (cover.area_id,), group, field)
    return found


def _add(
    found: Supply,
    who: tuple[str, int],
    areas: Iterable[int | None],
    groups: set[str] | None,
    fields: set[str] | None,
) -> None:
    for area in areas:
        for group in groups if groups is not None else (None,):
            for one in fields if fields is not None else (None,):
                found.by_cell[area, group, one].add(who)


def _of_kind(
    given: Iterable[str | None], kind: str, keys: dict[str, tuple[str, set[str]]]
) -> set[str] | None:
    """The codes in force of this kind; None if no code of the kind was named at all."""
    named = [keys[key][1] for key in given if key in keys and keys[key][0] == kind]
    return set().union(*named) if named else None


def _codes_of_measures() -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for measure_id, key in db.session.execute(select(MeasureCode.measure_id, MeasureCode.code_key)):
        found[measure_id].append(key)
    return found


def _areas_of_measures() -> dict[int, set[int]]:
    own = select(MeasureArea.measure_id, MeasureArea.area_id)
    of_zones = select(MeasureZone.measure_id, ZoneMember.area_id)
    of_zones = of_zones.join(ZoneMember, ZoneMember.zone_id == MeasureZone.zone_id)
    found: dict[int, set[int]] = defaultdict(set)
    for measure_id, area_id in db.session.execute(union_all(own, of_zones)):
        found[measure_id].add(area_id)
    return found


def _keys_in_force() -> dict[str, tuple[str, set[str]]]:
    """Kind of each key of any version, and the keys in force that it is or became."""
    known = catalogue()
    published = select(Code.id, Code.key, Code.kind).join(CodeBook)
    published = published.where(CodeBook.status == "published").order_by(CodeBook.version)
    found: dict[str, tuple[str, set[str]]] = {}
    for code_id, key, kind in db.session.execute(published):
        later = {known.by_id[one].key for one in in_force([code_id])}
        found[key] = (kind, {key} if key in known.by_key else later)
    return found
