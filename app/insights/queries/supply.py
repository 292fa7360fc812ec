"""Supply: which measures and specialist plans cover a target group and a field in an Ortsteil."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from sqlalchemy import select, union_all

from app.areas.models import ZoneMember
from app.guidelines.models import Code, CodeBook
from app.guidelines.queries import catalogue, in_force
from app.plan.models import Measure, MeasureArea, MeasureCode, MeasureZone, PlanCover
from app.shared.database import db

# A measure covers something once the offices have agreed on it, until it is put off or dropped.
COVERING = ("agreed", "decided", "running", "done")
Pair = tuple[str | None, str | None]
# `measure` or `cover`, and its id.
Who = tuple[str, int]


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
    """All suppliers by what they cover: (target group, field) and Ortsteil; None stands for any."""

    measures: dict[int, Supplier] = field(default_factory=dict)
    covers: dict[int, Supplier] = field(default_factory=dict)
    by_pair: dict[Pair, dict[int | None, set[Who]]] = field(default_factory=dict)

    def of(self, areas: Collection[int], group: str, field: str) -> set[Who]:
        """Return what covers this cell in any of the Ortsteile."""
        wanted = {*areas, None}
        ways = (self.by_pair.get(pair, {}) for pair in _ways(group, field))
        return {who for way in ways for area in way if area in wanted for who in way[area]}

    def areas_of(self, group: str, field: str) -> set[int | None]:
        """Return in which Ortsteile anything covers this target group and field."""
        return {area for pair in _ways(group, field) for area in self.by_pair.get(pair, ())}


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
    who: Who,
    areas: Iterable[int | None],
    groups: set[str] | None,
    fields: set[str] | None,
) -> None:
    for group in groups if groups is not None else (None,):
        for one in fields if fields is not None else (None,):
            way = found.by_pair.setdefault((group, one), {})
            for area in areas:
                way.setdefault(area, set()).add(who)


def _ways(group: str, field: str) -> tuple[Pair, ...]:
    return (group, field), (group, None), (None, field), (None, None)


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
