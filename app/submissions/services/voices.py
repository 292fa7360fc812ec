"""“Me too”: one more voice for a published contribution."""

import datetime as dt

from sqlalchemy import select, update

from app.shared.clock import now
from app.shared.database import db, insert_or, rows_affected, table_of
from app.shared.errors import NotPossible
from app.shared.page_cache import public_content_changed
from app.shared.secrets import keyed_hash
from app.shared.transactions import writes
from app.submissions.models import Submission, Voice
from app.submissions.services.counting import count_one_voice

PURPOSE = "voice"


def voice_key(form_key: str, submission_id: int) -> str:
    """Return what makes a voice count once: it tells nobody which form it came from."""
    return keyed_hash(PURPOSE, f"{form_key} {submission_id}")


@writes
def add_voice(submission: Submission, key: str) -> int:
    """Count a voice once for each key, and return for how many the contribution stands now.

    Raises `NotPossible` if the contribution is not published (any more).
    """
    if _is_new(submission.id, key):
        same = update(Submission).where(
            Submission.id == submission.id, Submission.status == "published"
        )
        # Past the version of the item: who is reviewing it need not look again.
        raised = db.session.execute(same.values(voices=Submission.voices + 1))
        if not rows_affected(raised):
            raise NotPossible("not published")
        public_content_changed()
        count_one_voice(submission.consultation_id, submission.area_id, "published")
    wanted = select(Submission.voices).where(Submission.id == submission.id)
    return int(db.session.scalar(wanted) or 0)


def _is_new(submission_id: int, key: str) -> bool:
    today: dt.date = now().date()
    values = {"submission_id": submission_id, "voice_key": key, "day": today}
    once = insert_or(table_of(Voice)).on_conflict_do_nothing(index_elements=["voice_key"])
    row = db.session.connection().execute(once.returning(table_of(Voice).c.id), values)
    return row.scalar() is not None
