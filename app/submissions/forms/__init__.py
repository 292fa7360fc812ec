"""What people type about contributions, and the words for what is stored."""

from app.submissions.forms.entering import EntryForm
from app.submissions.forms.labels import (
    CHANNEL_LABELS,
    CONTRIBUTOR_LABELS,
    KIND_LABELS,
    LANGUAGE_NAMES,
    ON_BEHALF_LABELS,
    PLACE_LABELS,
    STATUS_LABELS,
    Labels,
    choices_of,
)
from app.submissions.forms.writing import (
    CHOOSE_PLACE,
    FIELDS_OF_STEP,
    STEPS,
    AnswerForm,
    ReceiptCodeForm,
    SubmissionForm,
    TextForm,
)

__all__ = [
    "CHANNEL_LABELS",
    "CHOOSE_PLACE",
    "CONTRIBUTOR_LABELS",
    "FIELDS_OF_STEP",
    "KIND_LABELS",
    "LANGUAGE_NAMES",
    "ON_BEHALF_LABELS",
    "PLACE_LABELS",
    "STATUS_LABELS",
    "STEPS",
    "AnswerForm",
    "EntryForm",
    "Labels",
    "ReceiptCodeForm",
    "SubmissionForm",
    "TextForm",
    "choices_of",
]
