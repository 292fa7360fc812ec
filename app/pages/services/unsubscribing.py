"""What ends when somebody wants no more mails of a kind."""

from collections.abc import Callable
from dataclasses import dataclass

from app.pages.queries.following import follower_by_key
from app.pages.services.digests import want_digest
from app.pages.services.following import end_all
from app.shared.mail import UNSUBSCRIBE
from app.shared.secrets import unseal
from app.shared.transactions import writes
from app.submissions.queries import by_public_number
from app.submissions.services import stop_news


@dataclass(frozen=True)
class Ending:
    """A kind of mail, and for whom it ends."""

    kind: str
    key: str


def what_ends(token: str) -> Ending | None:
    """Return what the address of this token ends; None if we did not make it."""
    kind, _, key = (unseal(UNSUBSCRIBE, token) or "").partition("-")
    return Ending(kind, key) if kind in ENDINGS else None


@writes
def end_mails(ending: Ending) -> None:
    """End these mails for good; nothing happens if they have ended already."""
    ENDINGS[ending.kind](ending.key)


def _end_news(number: str) -> None:
    submission = by_public_number(number)
    if submission is not None:
        stop_news(submission.id)


def _end_following(key: str) -> None:
    follower = follower_by_key(key)
    if follower is not None:
        end_all(follower)


def _end_digest(person_id: str) -> None:
    want_digest(int(person_id), False)


ENDINGS: dict[str, Callable[[str], None]] = {
    "beitrag": _end_news,
    "folgen": _end_following,
    "woche": _end_digest,
}
