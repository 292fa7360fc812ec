"""Verbs of councils."""

from app.councils.services.forgetting import forget_words
from app.councils.services.marking import MarkDraft, mark, note_visit
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
    "change_statement",
    "create_statement",
    "discard_statement",
    "forget_words",
    "mark",
    "note_visit",
    "release_statement",
    "withdraw_statement",
]
