"""Verbs of councils and of those who answer them."""

from app.councils.services.forgetting import forget_words
from app.councils.services.marking import MarkDraft, mark, note_visit
from app.councils.services.reminding import remind_of_deadlines

__all__ = [
    "MarkDraft",
    "forget_words",
    "mark",
    "note_visit",
    "remind_of_deadlines",
]
