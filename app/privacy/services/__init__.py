"""Verbs of the people whose data are stored, and of those who answer them."""

from app.privacy.services.closing import close_account
from app.privacy.services.erasing import forget_words
from app.privacy.services.ledger import ledger_path, reapply
from app.privacy.services.record import record_as_markdown
from app.privacy.services.requests import answer, object_to
from app.privacy.services.restricting import lift, restrict
from app.privacy.services.retention import delete_due, finish, hold, offer_to_archive, release

__all__ = [
    "answer",
    "close_account",
    "delete_due",
    "finish",
    "forget_words",
    "hold",
    "ledger_path",
    "lift",
    "object_to",
    "offer_to_archive",
    "reapply",
    "record_as_markdown",
    "release",
    "restrict",
]
