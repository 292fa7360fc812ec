"""Verbs of councils."""

from app.councils.services.forgetting import forget_words
from app.councils.services.marking import MarkDraft, mark, note_visit

__all__ = ["MarkDraft", "forget_words", "mark", "note_visit"]
