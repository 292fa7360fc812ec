"""Suggested codes, and what they were learned from."""

from sqlalchemy import select

from app.guidelines.queries import CodeEntry, catalogue
from app.moderation.models import CodeSuggestion, SuggestionModel
from app.shared.database import db


def suggestions_for(submission_id: int) -> list[CodeEntry]:
    """Return up to five codes in force that may fit a contribution, best first.

    Whoever codes it blindly a second time must not see them: ask for them nowhere else.
    """
    wanted = select(CodeSuggestion.code_id).where(CodeSuggestion.submission_id == submission_id)
    known = catalogue().by_id
    found = db.session.scalars(wanted.order_by(CodeSuggestion.position))
    return [known[code_id] for code_id in found if code_id in known]


def suggestion_model() -> SuggestionModel | None:
    """Return what was learned last."""
    newest = select(SuggestionModel).order_by(SuggestionModel.id.desc())
    return db.session.scalar(newest.limit(1))
