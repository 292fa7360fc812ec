"""Forms for coding a second time and for settling differences."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l
from wtforms import SelectField, SelectMultipleField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length, Optional, ValidationError

from app.guidelines.models import Code
from app.moderation.forms.deciding import VersionedForm
from app.moderation.forms.reviewing import CODE_FIELDS
from app.moderation.models import LONGEST_NOTE_ON_DEFINITION
from app.moderation.policy import LONGEST_REASON
from app.shared.forms import Filled, tidied
from app.shared.i18n import text_in

TOO_LONG = _l("Please use at most %(max)d characters.")


class CodesForm(VersionedForm):
    """The codes of one version of the catalogue to choose from, and nothing else."""

    fields = SelectMultipleField(CODE_FIELDS["fields"][1])
    target_groups = SelectMultipleField(CODE_FIELDS["target_groups"][1])
    guidelines = SelectMultipleField(CODE_FIELDS["guidelines"][1])
    plans = SelectMultipleField(CODE_FIELDS["plans"][1])

    def prepare(self, codes: Sequence[Code]) -> None:
        """Offer these codes, none of them chosen yet."""
        for name, (kind, _label) in CODE_FIELDS.items():
            self[name].choices = [
                SelectChoice(str(code.id), text_in(code.title))
                for code in codes
                if code.kind == kind
            ]

    def choose(self, code_ids: set[int]) -> None:
        """Tick these codes."""
        for name in CODE_FIELDS:
            offered = [choice.value for choice in self[name].choices]
            self[name].data = [value for value in offered if int(value) in code_ids]

    def code_ids(self) -> list[int]:
        """Return the ids of all chosen codes."""
        return [int(value) for name in CODE_FIELDS for value in self[name].data or []]


class SettleForm(CodesForm):
    """The final codes with the reason, and perhaps a note on the definition of one code."""

    reason = TextAreaField(
        _l("Why so?"),
        filters=[tidied],
        validators=[
            Filled(_l("Please write the reason.")),
            Length(max=LONGEST_REASON, message=TOO_LONG),
        ],
    )
    note_code = SelectField(_l("Code that needs a note"), validators=[Optional()])
    note = TextAreaField(
        _l("Note on its definition"),
        filters=[tidied],
        validators=[Length(max=LONGEST_NOTE_ON_DEFINITION, message=TOO_LONG)],
    )

    def prepare(self, codes: Sequence[Code]) -> None:
        """Offer these codes as final ones and for the note."""
        super().prepare(codes)
        self.note_code.choices = [SelectChoice("", _l("no code"))]
        self.note_code.choices += [SelectChoice(str(c.id), text_in(c.title)) for c in codes]

    def validate_note(self, field: TextAreaField) -> None:
        """A note belongs to a code, and a code that was named needs its note."""
        if field.data and not self.note_code.data:
            raise ValidationError(_l("Please choose the code that the note is about."))
        if self.note_code.data and not field.data:
            raise ValidationError(_l("Please write the note, or choose no code."))

    def definition_note(self) -> tuple[int, str] | None:
        """Return the code and the note on its definition, if there is one."""
        return (int(self.note_code.data), self.note.data) if self.note.data else None
