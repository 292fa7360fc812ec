"""Keeping a contribution and doing nothing else with it (Art. 18 GDPR), and lifting that again.

The text is put where nobody reads; what was made from it goes, as when it is deleted.
"""

from app.shared.clock import now
from app.shared.database import db
from app.shared.errors import NotPossible
from app.shared.jobs import put_in
from app.shared.text import blacken
from app.shared.transactions import writes
from app.submissions.models import LockedText, StatusChange, Submission
from app.submissions.policy import can_lift, can_restrict
from app.submissions.queries import entry_of, line_into, redactions_of
from app.submissions.services.changing import change_status
from app.submissions.services.history import Why


@writes
def restrict(submission: Submission) -> None:
    """Lock the text away; raises `NotPossible` if it is deleted or restricted already."""
    if not can_restrict(submission) or submission.text is None:
        raise NotPossible(submission.status)
    locked = LockedText(submission_id=submission.id, text=submission.text, locked_at=now())
    db.session.add(locked)
    submission.text = None
    change_status(submission, "restricted", None)
    put_in("submission_text_changed", {"submission_id": submission.id})


@writes
def lift_restriction(submission: Submission) -> None:
    """Put everything back as it was before the restriction; raises `NotPossible`."""
    locked = db.session.get(LockedText, submission.id)
    entry = entry_of(submission) if can_lift(submission) else None
    if locked is None or entry is None or entry.from_status is None:
        raise NotPossible(submission.status)
    before = entry.from_status
    line = line_into(submission.id, before, entry.id)
    hidden = redactions_of(submission.id)
    submission.text = locked.text
    if before == "published":
        submission.public_text = blacken(locked.text, hidden)
        submission.published_at = line.at if line else now()
    change_status(submission, before, None, _as_it_was(line))
    db.session.delete(locked)
    db.session.flush()
    put_in("submission_text_changed", {"submission_id": submission.id})


def _as_it_was(line: StatusChange | None) -> Why:
    if line is None:
        return Why(cause="lifted")
    return Why(
        reason=line.reason,
        note=line.note,
        recipient=line.recipient,
        rule_key=line.rule_key,
        cause="lifted",
        until=line.waits_until,
        since=line.at,
    )
