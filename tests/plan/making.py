"""Things of the plan that tests need."""

import datetime as dt

from app.plan.models import Answer
from app.shared.clock import now
from app.shared.database import db
from app.shared.transactions import begin_writing
from tests.factories import make_office


def make_answer(status="released", **about):
    """Store an answer to a contribution or a concern."""
    office_id = make_office().id
    begin_writing()
    moment = now()
    answer = Answer(
        office_id=office_id,
        text="Wir stellen Bänke auf.",
        answered_on=dt.date(2026, 5, 20),
        status=status,
        changed_at=moment,
        released_at=None if status == "draft" else moment,
        withdrawn_at=moment if status == "withdrawn" else None,
        withdrawal_reason="Irrtum" if status == "withdrawn" else None,
        **about,
    )
    db.session.add(answer)
    db.session.commit()
    return answer
