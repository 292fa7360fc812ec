"""Verbs of the people whose data are stored, and of those who answer them."""

from app.privacy.services.closing import close_account
from app.privacy.services.erasing import forget_words
from app.privacy.services.ledger import ledger_path, reapply
from app.privacy.services.requests import answer, object_to
from app.privacy.services.restricting import lift, restrict

__all__ = [
    "answer",
    "close_account",
    "forget_words",
    "ledger_path",
    "lift",
    "object_to",
    "reapply",
    "restrict",
]
