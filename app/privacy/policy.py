"""Until when something must be done, and what a submitter may ask for."""

import calendar
import datetime as dt
from collections.abc import Sequence

from app.accounts.models import Person
from app.accounts.policy import is_admin
from app.privacy.models import PrivacyRequest
from app.submissions.models import Submission

SHORTEST_WORDS, LONGEST_WORDS = 3, 5000
# So many objections to one contribution are answered; there is an upper limit against misuse.
MOST_REQUESTS = 5


def months_after(day: dt.date, months: int) -> dt.date:
    """Return the same day so many months later, or the last of that month (§ 188 (3) BGB)."""
    number = day.year * 12 + day.month - 1 + months
    year, month = divmod(number, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(day.day, last))


def answer_due(received: dt.date) -> dt.date:
    """Return the last day for the answer to a request: one month (Art. 12(3) GDPR).

    It is not moved past weekends and holidays: an earlier answer is never wrong.
    """
    return months_after(received, 1)


def can_object(submission: Submission, requests: Sequence[PrivacyRequest]) -> bool:
    """Whether the submitter may object: one objection at a time, as long as there is a text."""
    is_waiting = any(request.answered_at is None for request in requests)
    return submission.status != "withdrawn" and not is_waiting and len(requests) < MOST_REQUESTS


def can_answer(person: Person, request: PrivacyRequest) -> bool:
    """Whether this person may answer this request now, once."""
    return is_admin(person) and request.answered_at is None


def is_overdue(request: PrivacyRequest, today: dt.date) -> bool:
    """Whether the answer is late."""
    return request.answered_at is None and request.due_on < today


def may_close_account(is_last_admin: bool) -> bool:
    """Whether somebody may close their own account: one administrator must stay."""
    return not is_last_admin
