"""Verbs of councils and of those who answer them."""

from app.councils.services.forgetting import forget_words
from app.councils.services.hearings import note_silence
from app.councils.services.marking import MarkDraft, mark, note_visit
from app.councils.services.reminding import remind_of_deadlines
from app.councils.services.sitting import TooMuchForSitting, sitting_document
from app.councils.services.statements import (
    StatementDraft,
    change_statement,
    create_statement,
    discard_statement,
    release_statement,
    withdraw_statement,
)

__all__ = [
    "MarkDraft",
    "StatementDraft",
    "TooMuchForSitting",
    "change_statement",
    "create_statement",
    "discard_statement",
    "forget_words",
    "mark",
    "note_silence",
    "note_visit",
    "release_statement",
    "remind_of_deadlines",
    "sitting_document",
    "withdraw_statement",
]
