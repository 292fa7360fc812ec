"""The one place where a status changes."""

import datetime as dt

from app.accounts.models import Person
from app.shared.clock import now
from app.shared.errors import NotPossible
from app.shared.page_cache import public_content_changed
from app.shared.transactions import writes
from app.shared.versions import flush_or_conflict
from app.submissions.models import Submission
from app.submissions.policy import DECIDED, RESTING, TOLD, can_lift, can_move
from app.submissions.services.counting import Weight, count_one_less, count_one_more
from app.submissions.services.history import NOTHING_SAID, Why, remember, tell_submitter
from app.submissions.services.submitting import due_after


@writes
def change_status(
    submission: Submission, to_status: str, person: Person | None, why: Why = NOTHING_SAID
) -> None:
    """Move a contribution; the only place where a status changes. Raises `NotPossible`."""
    is_lifted = why.cause == "lifted" and can_lift(submission)
    if not is_lifted and not can_move(submission, to_status):
        raise NotPossible(f"{submission.status} -> {to_status}")
    before, moment = submission.status, now()
    _enter(submission, to_status, moment, why)
    flush(submission)
    if "published" in (before, to_status):
        public_content_changed()
    remember(submission.id, moment, to_status, before, person, why)
    place = (submission.consultation_id, submission.area_id)
    weight = Weight(submission.voices, submission.on_behalf == "others")
    count_one_less(*place, before, weight)
    count_one_more(*place, to_status, weight)
    if to_status in TOLD and why.cause not in ("undo", "lifted"):
        tell_submitter(submission.id, to_status)


def flush(submission: Submission) -> None:
    """Write the contribution; raise `Conflict` if somebody else changed it in the meantime."""
    flush_or_conflict(submission.public_number)


def _enter(submission: Submission, to_status: str, moment: dt.datetime, why: Why) -> None:
    """Set everything that follows from the status."""
    if submission.status == "asked" and to_status == "received" and why.cause != "undo":
        days = submission.consultation.days_to_decide
        submission.due_at = due_after(moment, days)  # a question stops the clock; it starts anew
    submission.status = to_status
    if to_status != "published":
        submission.public_text = submission.published_at = None
    submission.decided_at = (why.since or moment) if to_status in DECIDED else None
    submission.decline_reason = why.reason if to_status == "declined" else None
    submission.rests_since = (why.since or moment) if to_status in RESTING else None
    submission.waits_until = why.until if to_status in RESTING else None
