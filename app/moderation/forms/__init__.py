"""Forms of the workbench, and turning chosen sentences and words into passages."""

from app.moderation.forms.catalogues import CHANGES, CatalogueForm, sentence_of
from app.moderation.forms.deciding import DeclineForm, VersionedForm, ViewForm
from app.moderation.forms.passages import merged, places_of, sentences_of, span_of, text_parts
from app.moderation.forms.reviewing import CODE_FIELDS, ReviewForm

__all__ = [
    "CHANGES",
    "CODE_FIELDS",
    "CatalogueForm",
    "DeclineForm",
    "ReviewForm",
    "VersionedForm",
    "ViewForm",
    "merged",
    "places_of",
    "sentence_of",
    "sentences_of",
    "span_of",
    "text_parts",
]
