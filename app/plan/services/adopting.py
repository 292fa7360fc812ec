"""Adopting the plan: the working state becomes a numbered version that never changes."""

import datetime as dt

from sqlalchemy import func, select

from app.accounts.models import Person
from app.accounts.services import record
from app.plan.models import PlanVersion
from app.plan.policy import IN_PLAN, may_adopt_plan
from app.plan.queries.coverage import coverage
from app.plan.queries.plan_content import working_state
from app.shared.canonical import content_hash
from app.shared.clock import now, today
from app.shared.database import db
from app.shared.errors import NotPossible
from app.shared.page_cache import public_content_changed
from app.shared.transactions import writes


class NotCovered(NotPossible):
    """The coverage check finds something: there is work to do before the plan is adopted."""


@writes
def adopt_plan(person: Person, title: str, paper: str, decided_on: dt.date) -> PlanVersion:
    """Keep the working state as the next version, decided on that day by this Drucksache.

    Raises `NotCovered` while the coverage check finds anything, `NotPossible` if there is nothing
    to adopt, the day is still to come, or the person may not. What holds examples is an example.
    """
    if not may_adopt_plan(person) or decided_on > today():
        raise NotPossible("plan")
    if coverage().anything:
        raise NotCovered("coverage")
    content = working_state()
    if not any(measure["status"] in IN_PLAN for measure in content["measures"]):
        raise NotPossible("nothing in the plan")
    version = PlanVersion(
        number=(db.session.scalar(select(func.max(PlanVersion.number))) or 0) + 1,
        title=title,
        paper=paper,
        decided_on=decided_on,
        content=content,
        sha256=content_hash(content),
        adopted_at=now(),
        adopted_by_id=person.id,
        is_example=any(measure["is_example"] for measure in content["measures"]),
    )
    db.session.add(version)
    db.session.flush()
    record(person.id, "plan adopted", str(version.number))
    public_content_changed()
    return version
