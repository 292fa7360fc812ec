"""Forms of the workbench, and turning chosen sentences and words into passages."""

from app.moderation.forms.concerns import MergeForm, NumbersForm, TitleForm
from app.moderation.forms.deciding import DeclineForm, VersionedForm
from app.moderation.forms.passages import (
    merged,
    places_of,
    sentences_of,
    span_of,
    text_parts,
)
from app.moderation.forms.reviewing import CODE_FIELDS, ReviewForm

__all__ = [
    "CODE_FIELDS",
    "DeclineForm",
    "MergeForm",
    "NumbersForm",
    "ReviewForm",
    "TitleForm",
    "VersionedForm",
    "merged",
    "places_of",
    "sentences_of",
    "span_of",
    "text_parts",
]
