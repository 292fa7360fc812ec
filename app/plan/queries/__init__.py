"""Questions about the plan."""

from app.plan.queries.answers import answer_by_id, answers_of
from app.plan.queries.measures import measure_by_number, public_measures

__all__ = ["answer_by_id", "answers_of", "measure_by_number", "public_measures"]
