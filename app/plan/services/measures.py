"""Writing a measure and moving it through its states."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import select

from app.accounts.models import Office, Person
from app.accounts.services import record
from app.areas.models import Area, Zone
from app.plan.models import Evidence, Measure, MeasureChange, MeasureCode
from app.plan.policy import BINDING, STEPS, can_change, works_on_plan
from app.plan.services.telling import tell_of_measure
from app.shared.clock import now, today
from app.shared.database import Base, db
from app.shared.errors import NotPossible
from app.shared.page_cache import public_content_changed
from app.shared.transactions import writes
from app.shared.versions import expect_version, flush_or_conflict
from app.submissions.services.counting import next_number

T = TypeVar("T", bound=Base)


@dataclass(frozen=True)
class MeasureDraft:
    """What a planner writes about a measure; ids of offices, Ortsteile and zones, keys of codes."""

    title: str
    text: str
    reason: str = ""
    lead_office_id: int | None = None
    partner_ids: tuple[int, ...] = ()
    whole_city: bool = False
    area_ids: tuple[int, ...] = ()
    zone_ids: tuple[int, ...] = ()
    code_keys: tuple[str, ...] = ()
    starts_on: dt.date | None = None
    ends_on: dt.date | None = None
    other_source: str = ""
    paper: str = ""
    decided_on: dt.date | None = None


@dataclass(frozen=True)
class Missing:
    """What a measure still lacks before it can be decided."""

    office: bool = False
    source: bool = False
    paper: bool = False

    @property
    def anything(self) -> bool:
        """Whether something is missing."""
        return self.office or self.source or self.paper


@writes
def create_measure(person: Person, draft: MeasureDraft, *, is_example: bool = False) -> Measure:
    """Store a suggestion and return it; raise `NotPossible` unless the person works on the plan."""
    if not works_on_plan(person):
        raise NotPossible("plan")
    moment, series = now(), f"M-{today().year}"
    measure = Measure(
        number=f"{series}-{next_number(series):03d}",
        created_at=moment,
        created_by_id=person.id,
        is_example=is_example,
        status="suggested",
    )
    _fill(measure, draft)
    db.session.add(measure)
    db.session.flush()
    _remember(measure, None, person, "")
    record(person.id, "measure written", measure.number)
    return measure


@writes
def change_measure(
    person: Person, measure: Measure, expected_version: int, draft: MeasureDraft
) -> None:
    """Change what a measure says; raise `Conflict` if somebody was quicker, or `NotPossible`."""
    _expect(person, measure, expected_version)
    _fill(measure, draft)
    if measure.status in BINDING and missing_for_decision(measure).anything:
        raise NotPossible("missing")
    flush_or_conflict(measure.number)
    record(person.id, "measure changed", measure.number)
    public_content_changed()


@writes
def change_measure_status(
    person: Person, measure: Measure, expected_version: int, status: str, reason: str
) -> None:
    """Move the measure to another state, with a line of history.

    Raises `Conflict`, or `NotPossible` if the step does not exist or something is missing for it.
    """
    _expect(person, measure, expected_version)
    if status not in STEPS[measure.status]:
        raise NotPossible(status)
    if status in BINDING and missing_for_decision(measure).anything:
        raise NotPossible("missing")
    earlier, measure.status, measure.changed_at = measure.status, status, now()
    flush_or_conflict(measure.number)
    _remember(measure, earlier, person, reason)
    tell_of_measure(measure)
    record(person.id, f"measure {status}", measure.number)
    public_content_changed()


def missing_for_decision(measure: Measure) -> Missing:
    """Return what stands between the measure and a decision (Drucksache 2811/23: answerable)."""
    rests = select(Evidence.id).where(Evidence.measure_id == measure.id).limit(1)
    has_source = bool(measure.other_source) or db.session.scalar(rests) is not None
    has_paper = bool(measure.paper) and measure.decided_on is not None
    return Missing(measure.lead_office_id is None, not has_source, not has_paper)


def _expect(person: Person, measure: Measure, expected_version: int) -> None:
    expect_version(measure, expected_version, measure.number)
    if not can_change(person, measure):
        raise NotPossible(measure.status)


def _fill(measure: Measure, draft: MeasureDraft) -> None:
    measure.title, measure.text, measure.reason = draft.title, draft.text, draft.reason
    measure.lead_office_id, measure.whole_city = draft.lead_office_id, draft.whole_city
    measure.starts_on, measure.ends_on = draft.starts_on, draft.ends_on
    measure.other_source, measure.paper = draft.other_source, draft.paper
    measure.decided_on, measure.changed_at = draft.decided_on, now()
    with db.session.no_autoflush:
        measure.partners = _by_ids(Office, set(draft.partner_ids) - {draft.lead_office_id})
        measure.areas = [] if draft.whole_city else _by_ids(Area, draft.area_ids)
        measure.zones = [] if draft.whole_city else _by_ids(Zone, draft.zone_ids)
        known = {code.code_key: code for code in measure.codes}
        keys = dict.fromkeys(draft.code_keys)
        measure.codes = [known.get(key) or MeasureCode(code_key=key) for key in keys]


def _by_ids(model: type[T], ids: Iterable[int | None]) -> list[T]:
    wanted = sorted(one for one in ids if one is not None)
    return [found for one in wanted if (found := db.session.get(model, one)) is not None]


def _remember(measure: Measure, earlier: str | None, person: Person, reason: str) -> None:
    db.session.add(
        MeasureChange(
            measure_id=measure.id,
            from_status=earlier,
            to_status=measure.status,
            person_id=person.id,
            at=now(),
            reason=reason,
        )
    )
    db.session.flush()
