"""Contributions (Beiträge), their history, and what belongs to them."""

from app.submissions.models.counting import NumberSeries, SubmissionCount, Voice
from app.submissions.models.history import Addition, Question, StatusChange, SubmissionEvent
from app.submissions.models.importing import (
    IMPORT_STATES,
    ROW_STATUSES,
    ImportFile,
    ImportRow,
)
from app.submissions.models.own import OwnSubmission
from app.submissions.models.submission import (
    CAUSES,
    CHANNELS,
    KINDS,
    ON_BEHALF,
    PLACES,
    STATUSES,
    CodeHint,
    Submission,
)
from app.submissions.models.texts import Contact, KeptText, LockedText, Redaction
from app.submissions.models.workshop import MOST_PEOPLE, Workshop

__all__ = [
    "CAUSES",
    "CHANNELS",
    "IMPORT_STATES",
    "KINDS",
    "MOST_PEOPLE",
    "ON_BEHALF",
    "PLACES",
    "ROW_STATUSES",
    "STATUSES",
    "Addition",
    "CodeHint",
    "Contact",
    "ImportFile",
    "ImportRow",
    "KeptText",
    "LockedText",
    "NumberSeries",
    "OwnSubmission",
    "Question",
    "Redaction",
    "StatusChange",
    "Submission",
    "SubmissionCount",
    "SubmissionEvent",
    "Voice",
    "Workshop",
]
