"""What the item page says about others that say the same, and about the item's concern."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from flask_login import current_user

from app.moderation.models import Concern
from app.moderation.policy import can_merge
from app.moderation.queries import alike, concerns_of, is_compared, merged_lately
from app.moderation.services import Shared, shared_with
from app.submissions.models import Submission


@dataclass(frozen=True)
class Alike:
    """A contribution that may say the same: what it shares with the item, and its concern."""

    submission: Submission
    shared: Shared
    concern: Concern | None
    may_merge: bool


def alike_context(submission: Submission) -> dict[str, Any]:
    """Return the concern of a contribution and the three most similar others."""
    rows, text = alike(submission.id), submission.text or ""
    concerns = concerns_of([submission.id, *(row.id for row in rows)])
    own, may_merge = concerns.get(submission.id), can_merge(current_user, submission)
    found = []
    for row in rows:
        shared, theirs = shared_with(row.public_text or row.text or "", text), concerns.get(row.id)
        found.append(Alike(row, shared, theirs, may_merge and not (own and theirs)))
    return {"alike": found, "is_compared": is_compared(submission.id), "concern": own}


def merged_context(since: dt.datetime) -> dict[str, Any]:
    """Return what the person put into concerns since then, for taking it out again."""
    return {"merged": merged_lately(current_user.id, since)}
