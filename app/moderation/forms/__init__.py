"""Forms of the workbench, and turning chosen sentences and words into passages."""

from app.moderation.forms.deciding import DeclineForm, VersionedForm
from app.moderation.forms.passage_coding import PassageForm, in_original
from app.moderation.forms.passages import (
    merged,
    places_of,
    sentences_of,
    span_of,
    text_parts,
)
from app.moderation.forms.reviewing import CODE_FIELDS, ReviewForm
from app.moderation.forms.second_coding import CodesForm, SettleForm

__all__ = [
    "CODE_FIELDS",
    "CodesForm",
    "DeclineForm",
    "PassageForm",
    "ReviewForm",
    "SettleForm",
    "VersionedForm",
    "in_original",
    "merged",
    "places_of",
    "sentences_of",
    "span_of",
    "text_parts",
]
