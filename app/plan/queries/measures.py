"""Questions about one measure: its history, its stations, where it is."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager

from app.accounts.models import Person
from app.areas.models import AreaScheme, Zone, ZoneMember
from app.guidelines.queries import CodeEntry, catalogue
from app.plan.models import Evidence, Measure, MeasureChange
from app.plan.policy import STATIONS
from app.shared.clock import to_local
from app.shared.database import db


@dataclass(frozen=True)
class HistoryLine:
    """A line of the history with the name of the person, None if the account is gone."""

    change: MeasureChange
    name: str | None


@dataclass(frozen=True)
class Station:
    """A station of a measure: the day (Europe/Berlin) it was reached; None if not (yet)."""

    status: str
    reached: dt.date | None
    is_current: bool


def measure_by_number(number: str) -> Measure | None:
    """Return the measure with this number (`M-2026-001`), in whatever state."""
    return db.session.scalar(select(Measure).where(Measure.number == number.upper()))


def history_of(measure: Measure) -> list[HistoryLine]:
    """Return the history of a measure, oldest first."""
    wanted = select(MeasureChange, Person.name).outerjoin(
        Person, Person.id == MeasureChange.person_id
    )
    wanted = wanted.where(MeasureChange.measure_id == measure.id)
    rows = db.session.execute(wanted.order_by(MeasureChange.at, MeasureChange.id))
    return [HistoryLine(change, name) for change, name in rows]


def stations(status: str, history: Sequence[HistoryLine]) -> list[Station]:
    """Return the line of stations, and at its end the state beside it (deferred, dropped).

    A station that the measure went back behind is not reached any more.
    """
    reached: dict[str, dt.date] = {}
    for line in history:
        station = line.change.to_status
        if station in STATIONS:
            passed = STATIONS[: STATIONS.index(station)]
            reached = {one: day for one, day in reached.items() if one in passed}
        reached[station] = to_local(line.change.at).date()
    shown = STATIONS if status in STATIONS else (*STATIONS, status)
    return [Station(one, reached.get(one), one == status) for one in shown]


def codes_of_measure(measure: Measure) -> dict[str, list[CodeEntry]]:
    """Return the codes of a measure that the catalogue in force has, by kind, in its order."""
    keys = {code.code_key for code in measure.codes}
    found: dict[str, list[CodeEntry]] = {}
    for entry in catalogue().codes:
        if entry.key in keys:
            found.setdefault(entry.kind, []).append(entry)
    return found


def area_ids_of_measure(measure: Measure) -> frozenset[int]:
    """Return the ids of the Ortsteile that a measure is for, those of its zones included."""
    zones = [zone.id for zone in measure.zones]
    members = select(ZoneMember.area_id).where(ZoneMember.zone_id.in_(zones))
    return frozenset({area.id for area in measure.areas} | set(db.session.scalars(members)))


def zones_to_choose() -> Sequence[Zone]:
    """Return the zones of the newest version of every scheme, with it, by scheme and key."""
    newest = select(func.max(AreaScheme.id)).group_by(AreaScheme.key)
    wanted = select(Zone).join(Zone.scheme).where(AreaScheme.id.in_(newest))
    wanted = wanted.options(contains_eager(Zone.scheme))
    return db.session.scalars(wanted.order_by(AreaScheme.key, Zone.key)).all()


def rests_on_evidence(measure: Measure) -> bool:
    """Whether a contribution, concern, statement or proposal is behind the measure."""
    wanted = select(Evidence.id).where(Evidence.measure_id == measure.id).limit(1)
    return db.session.scalar(wanted) is not None
