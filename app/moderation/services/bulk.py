"""The same decision on several contributions: first what would happen, then doing it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from app.accounts.models import Person
from app.moderation.policy import can_decline, can_publish
from app.moderation.queries import claims_on, codings_of
from app.moderation.services.changes import ChangedMeanwhile
from app.moderation.services.decisions import decline, publish
from app.moderation.services.desk import claim, set_mark
from app.moderation.services.personal_data import personal_data_in
from app.shared.errors import NotPossible
from app.shared.transactions import writes
from app.submissions.models import Submission
from app.submissions.queries import hints_of

BULK_ACTIONS = ("publish", "decline", "mark", "claim")
MOST_AT_ONCE = 50


@dataclass(frozen=True)
class Planned:
    """A contribution and why it would be left out: "state", "personal", "open"; None: it goes."""

    submission: Submission
    left_out: str | None


@dataclass(frozen=True)
class Outcome:
    """What was done, and what somebody else had changed in the meantime."""

    done: tuple[Submission, ...]
    changed: tuple[Submission, ...]


def plan(person: Person, action: str, submissions: Sequence[Submission]) -> list[Planned]:
    """Return what the action would do to each; nothing that looks personal is published at once."""
    claims = claims_on([submission.id for submission in submissions])
    return [Planned(one, _left_out(person, action, one, claims.get(one.id))) for one in submissions]


@writes
def carry_out(
    person: Person,
    action: str,
    wanted: Iterable[tuple[Submission, int]],
    reason_in: Callable[[str], str] = lambda language: "",
    rule_key: str | None = None,
) -> Outcome:
    """Do it to each that still has the version it had in the preview; the others stay.

    `reason_in` gives the reason of declining in the language of a contribution.
    """
    done, changed = [], []
    for submission, version in wanted:
        try:
            if action == "decline":
                reason = reason_in(submission.language)
                decline(person, submission, version, reason, rule_key)
            else:
                _do(person, action, submission, version)
            done.append(submission)
        except (ChangedMeanwhile, NotPossible):
            changed.append(submission)
    return Outcome(tuple(done), tuple(changed))


def _left_out(person: Person, action: str, one: Submission, open_by: Person | None) -> str | None:
    allowed = {"publish": can_publish, "decline": can_decline}.get(action)
    if one.status != "received" or (allowed is not None and not allowed(person, one)):
        return "state"
    if open_by is not None and open_by.id != person.id:
        return "open"
    if action == "publish" and personal_data_in(one.text or ""):
        return "personal"
    return None


def _do(person: Person, action: str, one: Submission, version: int) -> None:
    if action == "publish":
        stored = [coding.code_id for coding in codings_of([one.id]).get(one.id, [])]
        publish(person, one, version, [], stored or hints_of(one.id), None)
    elif action == "mark":
        set_mark(one.id, "attention", person)
    else:
        claim(person, one)
