"""A year of the plan, made by the real services at the days on which things happened."""

import datetime as dt
from decimal import Decimal

import time_machine

from app.plan.models import BudgetLine, EffectIndicator, EffectValue, Measure
from app.plan.services import Ground, MeasureDraft, change_measure, change_measure_status
from app.reports.models import Report
from app.reports.services import begin_report, collect
from app.shared.database import db
from app.shared.transactions import begin_writing
from tests.factories import make_measure, make_office, somebody

DAY = dt.date(2026, 10, 31)
ENDS = dt.date(2026, 6, 30)


def on(year: int, month: int, day: int) -> time_machine.travel:
    """Do things on this day at noon."""
    return time_machine.travel(dt.datetime(year, month, day, 12, tzinfo=dt.UTC), tick=False)


def step(measure: Measure, status: str, why: str = "Beraten") -> None:
    change_measure_status(somebody(), measure, measure.version, status, why)
    db.session.commit()


def plan_for(measure: Measure, ends_on: dt.date | None) -> None:
    """Plan another last day."""
    draft = MeasureDraft(
        title=measure.title,
        text=measure.text,
        lead_office_id=measure.lead_office_id,
        other_source=measure.other_source,
        paper=measure.paper,
        decided_on=measure.decided_on,
        starts_on=measure.starts_on,
        ends_on=ends_on,
    )
    change_measure(somebody(), measure, measure.version, draft)
    db.session.commit()


def store(*things: object) -> None:
    """Store rows as they are."""
    begin_writing()
    db.session.add_all(things)
    db.session.commit()


def a_year_of_measures() -> None:
    """One measure of each kind of change, and a suggestion that nobody must read of."""
    with on(2025, 3, 1):
        old = {
            title: make_measure(title, status="decided", ends_on=dt.date(2027, 1, 1))
            for title in ("Wird fertig", "Geht voran", "Wird verworfen", "Bleibt", "Ruht")
        }
        make_measure("Überfällig", status="decided", ends_on=ENDS)
    with on(2026, 3, 1):
        step(old["Geht voran"], "running")
        step(old["Wird fertig"], "running")
        step(old["Wird verworfen"], "dropped", "Das Land zahlt nicht.")
        step(old["Ruht"], "deferred")
        make_measure("Kommt dazu", status="agreed")
        make_measure("Nur ein Vorschlag")
    with on(2026, 8, 1):
        step(old["Wird fertig"], "done")
    with on(2026, 11, 5):
        step(old["Geht voran"], "done", "Erst nach dem Stichtag")


def with_money_and_effect(measure: Measure) -> None:
    """Two sources of funds over two years, and one figure with two values."""
    measure_id = measure.id
    lines = [
        BudgetLine(
            measure_id=measure_id,
            year=year,
            budget_number="49510.61610",
            source=source,
            planned=Decimal(planned),
            spent=None if spent is None else Decimal(spent),
        )
        for year, source, planned, spent in [
            (2026, "Landesprogramm LSZ", "1000.50", "900.25"),
            (2026, "Haushalt", "2000.00", None),
            (2027, "Haushalt", "500.00", None),
        ]
    ]
    figure = EffectIndicator(measure_id=measure_id, title="Bänke", unit="Stück", source="Amt")
    figure.values = [
        EffectValue(on=dt.date(2026, 6, 1), value=Decimal("12.5")),
        EffectValue(on=dt.date(2027, 6, 1), value=Decimal("99")),
    ]
    store(*lines, figure)


def grounded(*grounds: Ground) -> Measure:
    """A decided measure that rests on these."""
    return make_measure("Mit Belegen", status="decided", grounds=grounds, area_ids=(1,))


def report(day: dt.date = DAY, **fields: object) -> Report:
    """A begun report."""
    made = begin_report(somebody(), day, **fields)
    db.session.commit()
    return made


def content(day: dt.date = DAY) -> dict:
    """What a report of this day says; nothing is stored."""
    make_office()
    found = report(day)
    return collect(found, 1)
