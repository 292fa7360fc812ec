"""The example plan: measures, money, effect, answers and covers, made through the real services.

One gap is planted: several contributions are about young people (`target:jugendliche`) and the
field Jugend (`field:jugend`), no measure is, and no cover names this cell; see `GAP`.
"""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml
from sqlalchemy import select

from app.accounts.models import Office, Person
from app.accounts.queries import office_by_key
from app.accounts.services import create_office
from app.areas.queries import directory as areas
from app.councils.models import Proposal, Statement
from app.demo.services.plan_times import move_answer_back, move_measure_back
from app.moderation.models import Concern
from app.plan.models import Measure
from app.plan.queries.subjects import subject_by_number
from app.plan.services import (
    AnswerDraft,
    BudgetDraft,
    EffectDraft,
    Ground,
    MeasureDraft,
    add_budget_line,
    add_effect,
    add_evidence,
    add_value,
    change_measure_status,
    create_answer,
    create_measure,
    release_answer,
)
from app.plan.services.covers import CoverDraft, add_cover
from app.shared.clock import today
from app.shared.database import db
from app.submissions.queries import by_submission_key

PLAN = Path(__file__).parents[1] / "data" / "plan.yaml"
# Target group and field that people speak about and nobody covers.
GAP = ("target:jugendliche", "field:jugend")


@dataclass(frozen=True)
class Known:
    """Who writes, and the examples that measures rest on, in the order they were made."""

    person: Person
    offices: dict[str, int]
    concerns: list[Concern]
    statement_ids: list[int]
    proposal_ids: list[int]


def load_plan(person: Person, main_office: Office) -> None:
    """Load the example plan if it is missing; commits."""
    if db.session.scalar(select(Measure.id).where(Measure.is_example).limit(1)) is not None:
        return
    content: dict[str, Any] = yaml.safe_load(PLAN.read_text(encoding="utf-8"))
    known = _known(person, _offices(content["offices"]) | {main_office.key: main_office.id})
    measures = [_measure(known, entry) for entry in content["measures"]]
    for entry in content["answers"]:
        _answer(known, entry, measures)
    for plan, group, field, number, source in content["covers"]:
        area_id = areas().by_number[number].id if number else None
        add_cover(person, CoverDraft(plan, group, field, area_id, source), is_example=True)
    db.session.commit()


def _offices(entries: dict[str, str]) -> dict[str, int]:
    found = {
        key: office_by_key(key) or create_office(key, name, None, is_example=True)
        for key, name in entries.items()
    }
    return {key: office.id for key, office in found.items()}


def _known(person: Person, offices: dict[str, int]) -> Known:
    statements = select(Statement.id).where(Statement.is_example, Statement.status == "released")
    proposals = select(Proposal.id).where(Proposal.is_example)
    concerns = select(Concern).where(Concern.is_example).order_by(Concern.id)
    return Known(
        person=person,
        offices=offices,
        concerns=list(db.session.scalars(concerns)),
        statement_ids=list(db.session.scalars(statements.order_by(Statement.id))),
        proposal_ids=list(db.session.scalars(proposals.order_by(Proposal.id))),
    )


def _measure(known: Known, entry: dict[str, Any]) -> Measure:
    measure = create_measure(known.person, _draft(known, entry), is_example=True)
    for ground in _grounds(known, entry["evidence"]):
        add_evidence(known.person, measure, ground)
    for line in entry.get("money", []):
        add_budget_line(known.person, measure, _budget(*line))
    for effect in entry.get("effects", []):
        _effect(known.person, measure, effect)
    for status, _days, reason in entry["steps"]:
        change_measure_status(known.person, measure, measure.version, status, reason)
    move_measure_back(measure, [days for _status, days, _reason in entry["steps"]])
    return measure


def _draft(known: Known, entry: dict[str, Any]) -> MeasureDraft:
    decided = [days for status, days, _reason in entry["steps"] if status == "decided"]
    return MeasureDraft(
        title=entry["title"],
        text=entry["text"],
        reason=entry.get("reason", ""),
        lead_office_id=known.offices[entry["office"]] if "office" in entry else None,
        partner_ids=tuple(known.offices[key] for key in entry.get("partners", [])),
        whole_city=entry.get("whole_city", False),
        area_ids=tuple(areas().by_number[number].id for number in entry.get("areas", [])),
        code_keys=tuple(entry["codes"]),
        starts_on=_first_day(entry.get("starts")),
        ends_on=_first_day(entry.get("ends")),
        other_source=entry.get("other_source", ""),
        paper=entry.get("paper", ""),
        decided_on=_day(decided[0]) if decided else None,
    )


def _grounds(known: Known, entry: dict[str, list[int]]) -> list[Ground]:
    found = [by_submission_key(f"example-{place:04d}") for place in entry.get("contributions", [])]
    return [
        *(Ground(submission_id=one.id) for one in found if one is not None),
        *(Ground(concern_id=known.concerns[p - 1].id) for p in entry.get("concerns", [])),
        *(Ground(statement_id=known.statement_ids[p - 1]) for p in entry.get("statements", [])),
        *(Ground(proposal_id=known.proposal_ids[p - 1]) for p in entry.get("proposals", [])),
    ]


def _budget(
    years: int, number: float, source: str, planned: float, spent: float | None = None
) -> BudgetDraft:
    paid = None if spent is None else Decimal(str(spent))
    return BudgetDraft(today().year + years, f"{number:.5f}", source, Decimal(str(planned)), paid)


def _effect(person: Person, measure: Measure, entry: dict[str, Any]) -> None:
    draft = EffectDraft(
        title=entry["title"],
        unit=entry["unit"],
        source=f"Beispiel: {entry['source']}",
        baseline=Decimal(str(entry["baseline"])),
        baseline_on=dt.date(today().year - 1, 1, 1),
        target=Decimal(str(entry["target"])),
        target_on=dt.date(today().year + 2, 12, 31),
    )
    effect = add_effect(person, measure, draft)
    db.session.flush()
    for days, value in entry.get("values", []):
        add_value(person, measure, effect, _day(days), Decimal(str(value)))


def _answer(known: Known, entry: dict[str, Any], measures: list[Measure]) -> None:
    if "concern" in entry:
        number = known.concerns[entry["concern"] - 1].public_number
    else:
        found = by_submission_key(f"example-{entry['contribution']:04d}")
        assert found is not None
        number = found.public_number
    subject = subject_by_number(number)
    if subject is None:
        return
    draft = AnswerDraft(
        text=entry["text"],
        office_id=known.offices[entry["office"]],
        answered_on=_day(entry["days_ago"]),
        measure_id=measures[entry["measure"] - 1].id if "measure" in entry else None,
    )
    answer = create_answer(known.person, subject, draft, is_example=True)
    release_answer(known.person, answer, answer.version)
    move_answer_back(answer, entry["days_ago"])


def _day(days_ago: int) -> dt.date:
    return today() - dt.timedelta(days=days_ago)


def _first_day(when: list[int] | None) -> dt.date | None:
    return dt.date(today().year + when[0], when[1], 1) if when else None
