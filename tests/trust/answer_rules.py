"""Who may reach which official answer; taken in by `test_s11_objects.py`."""

from app.plan.queries.subjects import subject_by_number
from app.plan.services import AnswerDraft, create_answer
from app.shared.clock import today
from app.shared.database import db
from tests.factories import make_office, make_submission
from tests.trust.object_rules import ObjectRule, World

# The planner of these rules plans for no office; `test_answers.py` has those who do.
STAFF = frozenset({"moderator", "admin"})
DRAFT = "Noch nicht freigegeben"


def draft(world: World) -> str:
    """Return the address of a draft."""
    subject = subject_by_number(make_submission(status="published").public_number)
    assert subject is not None
    content = AnswerDraft(DRAFT, make_office().id, today())
    made = create_answer(world.people["moderator"], subject, content)
    db.session.commit()
    return f"/plan/arbeit/antworten/{made.id}"


ANSWER_RULES = [
    ObjectRule("a draft of an answer", draft, STAFF, secrets=(DRAFT,), seen_by=STAFF),
    ObjectRule(
        "releasing an answer",
        lambda world: f"{draft(world)}/freigeben",
        STAFF,
        method="POST",
        data={"version": "1"},
    ),
]
