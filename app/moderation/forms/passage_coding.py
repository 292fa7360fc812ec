"""The form that gives a passage of a text a code."""

from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, RadioField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional, ValidationError
from wtforms.widgets import HiddenInput

from app.guidelines.queries import catalogue
from app.moderation.forms.deciding import VersionedForm
from app.moderation.forms.passages import sentences_of, span_of
from app.moderation.forms.reviewing import CODE_FIELDS
from app.shared.forms import Filled
from app.shared.i18n import text_in
from app.shared.text import BLOCK
from app.submissions.models import Submission

BLACKENED = len(BLOCK * 5)


class PassageForm(VersionedForm):
    """A code, and the passage: what a script found marked in the text, or a chosen sentence."""

    start = IntegerField(widget=HiddenInput(), validators=[Optional()])
    end = IntegerField(widget=HiddenInput(), validators=[Optional()])
    sentence = RadioField(_l("Sentence"), validators=[Optional()], validate_choice=False)
    code = SelectField(_l("Code"), validators=[Filled(_l("Please choose a code."))])

    def prepare(self, submission: Submission, redactions: list[tuple[int, int]]) -> None:
        """Fill in the catalogue in force and the sentences of the text as it is shown."""
        is_public = submission.status == "published"
        self.shown = (submission.public_text if is_public else submission.text) or ""
        self.redactions = redactions if is_public else []
        self.code.choices = [SelectChoice("", _l("Please choose"))]
        for kind, label in CODE_FIELDS.values():
            self.code.choices += [
                SelectChoice(str(code.id), text_in(code.title), optgroup=str(label))
                for code in catalogue().of_kind(kind)
            ]
        self.sentence.choices = [
            SelectChoice(f"{start}-{end}", self.shown[start:end])
            for start, end in sentences_of(self.shown)
        ]

    def validate_code(self, field: SelectField) -> None:
        """A code alone says nothing: there must be a passage within the text."""
        if self.marked() is None:
            raise ValidationError(_l("Please mark words in the text or choose a sentence."))

    def marked(self) -> tuple[int, int] | None:
        """Return the passage of the text as it is shown; what is marked goes before a sentence."""
        if self.start.data is not None and self.end.data is not None:
            is_inside = 0 <= self.start.data < self.end.data <= len(self.shown)
            return (self.start.data, self.end.data) if is_inside else None
        known = {choice.value for choice in self.sentence.choices}
        return span_of(self.sentence.data) if self.sentence.data in known else None

    def passage(self) -> tuple[int, int]:
        """Return the passage of the original text as [start, end) in code points."""
        marked = self.marked()
        assert marked is not None, "validated before"
        return in_original(marked, self.redactions)


def in_original(shown: tuple[int, int], redactions: list[tuple[int, int]]) -> tuple[int, int]:
    """Return where a passage of the blackened text stands in the original.

    Who marks a part of a black bar means all that it hides.
    """
    (start, end), removed = shown, 0
    ends = [start, end]
    for hidden_from, hidden_to in redactions:
        bar = hidden_from - removed
        if start >= bar + BLACKENED:
            ends[0] = hidden_to + start - bar - BLACKENED
        elif start >= bar:
            ends[0] = hidden_from
        if end > bar + BLACKENED:
            ends[1] = hidden_to + end - bar - BLACKENED
        elif end > bar:
            ends[1] = hidden_to
        removed = hidden_to - bar - BLACKENED
    return ends[0], ends[1]
