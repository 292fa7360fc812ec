"""Contributions (Beiträge), their history, and what belongs to them."""

from app.submissions.models.counting import NumberSeries, SubmissionCount, Voice
from app.submissions.models.history import Addition, Question, StatusChange, SubmissionEvent
from app.submissions.models.submission import (
    CAUSES,
    CHANNELS,
    CONTRIBUTOR_KINDS,
    KINDS,
    ON_BEHALF,
    PLACES,
    STATUSES,
    CodeHint,
    Submission,
    one_of,
)
from app.submissions.models.texts import Contact, KeptText, Redaction

__all__ = [
    "CAUSES",
    "CHANNELS",
    "CONTRIBUTOR_KINDS",
    "KINDS",
    "ON_BEHALF",
    "PLACES",
    "STATUSES",
    "Addition",
    "CodeHint",
    "Contact",
    "KeptText",
    "NumberSeries",
    "Question",
    "Redaction",
    "StatusChange",
    "Submission",
    "SubmissionCount",
    "SubmissionEvent",
    "Voice",
    "one_of",
]
