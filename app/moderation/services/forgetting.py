"""What goes when a text is corrected or deleted."""

from sqlalchemy import delete, exists, update

from app.moderation.models import CodeSuggestion, Coding, SuggestionModel, SuggestionsMade
from app.shared.database import db
from app.shared.transactions import writes


@writes
def forget_suggestions(submission_id: int) -> None:
    """Forget what was suggested for a text; learn anew if it may have been learned from."""
    for table in (CodeSuggestion, SuggestionsMade):
        db.session.execute(delete(table).where(table.submission_id == submission_id))
    has_codes = exists().where(Coding.submission_id == submission_id)
    db.session.execute(update(SuggestionModel).where(has_codes).values(is_outdated=True))
