"""Forms of the workbench, and turning chosen sentences and words into passages."""

from app.moderation.forms.catalogues import CHANGES, CatalogueForm, sentence_of
from app.moderation.forms.concerns import MergeForm, NumbersForm, TitleForm
from app.moderation.forms.deciding import DeclineForm, VersionedForm
from app.moderation.forms.passage_coding import PassageForm, in_original
from app.moderation.forms.passages import merged, places_of, sentences_of, span_of, text_parts
from app.moderation.forms.putting_aside import AskForm, ForwardForm, HoldForm
from app.moderation.forms.replies import ReplyForm
from app.moderation.forms.reviewing import CODE_FIELDS, ReviewForm
from app.moderation.forms.second_coding import CodesForm, SettleForm
from app.moderation.forms.texts import PURPOSE_LABELS, HouseRuleForm, TemplateForm
from app.moderation.forms.views import ViewForm

__all__ = [
    "CHANGES",
    "CODE_FIELDS",
    "PURPOSE_LABELS",
    "AskForm",
    "CatalogueForm",
    "CodesForm",
    "DeclineForm",
    "ForwardForm",
    "HoldForm",
    "HouseRuleForm",
    "MergeForm",
    "NumbersForm",
    "PassageForm",
    "ReplyForm",
    "ReviewForm",
    "SettleForm",
    "TemplateForm",
    "TitleForm",
    "VersionedForm",
    "ViewForm",
    "in_original",
    "merged",
    "places_of",
    "sentence_of",
    "sentences_of",
    "span_of",
    "text_parts",
]
