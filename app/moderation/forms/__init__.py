"""Forms of the workbench, and turning chosen sentences and words into passages."""

from app.moderation.forms.deciding import DeclineForm, VersionedForm
from app.moderation.forms.passages import (
    merged,
    places_of,
    sentences_of,
    span_of,
    text_parts,
)
from app.moderation.forms.putting_aside import AskForm, ForwardForm, HoldForm
from app.moderation.forms.replies import ReplyForm
from app.moderation.forms.reviewing import CODE_FIELDS, ReviewForm
from app.moderation.forms.texts import PURPOSE_LABELS, HouseRuleForm, TemplateForm

__all__ = [
    "CODE_FIELDS",
    "PURPOSE_LABELS",
    "AskForm",
    "DeclineForm",
    "ForwardForm",
    "HoldForm",
    "HouseRuleForm",
    "ReplyForm",
    "ReviewForm",
    "TemplateForm",
    "VersionedForm",
    "merged",
    "places_of",
    "sentences_of",
    "span_of",
    "text_parts",
]
