"""The form of a review: codes, note, and what to black out."""

from flask_babel import lazy_gettext as _l
from wtforms import SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length

from app.guidelines.queries import CodeEntry, catalogue
from app.moderation.forms.deciding import VersionedForm
from app.moderation.forms.passages import (
    PERSONAL_KINDS,
    merged,
    places_of,
    sentences_of,
    span_of,
)
from app.moderation.policy import LONGEST_NOTE
from app.moderation.services.personal_data import personal_data_in
from app.shared.forms import tidied
from app.shared.i18n import text_in

CODE_FIELDS = {
    "fields": ("field", _l("Fields of action")),
    "target_groups": ("target_group", _l("Target groups")),
    "guidelines": ("guideline", _l("Guidelines")),
    "plans": ("specialist_plan", _l("Specialist plans")),
}


class ReviewForm(VersionedForm):
    """Codes, note and what to black out."""

    fields = SelectMultipleField(CODE_FIELDS["fields"][1])
    target_groups = SelectMultipleField(CODE_FIELDS["target_groups"][1])
    guidelines = SelectMultipleField(CODE_FIELDS["guidelines"][1])
    plans = SelectMultipleField(CODE_FIELDS["plans"][1])
    note = StringField(
        _l("Note on the codes (for colleagues)"),
        filters=[tidied],
        validators=[Length(max=LONGEST_NOTE, message=_l("Please use at most %(max)d characters."))],
    )
    words = TextAreaField(
        _l("Words to black out, one a line"),
        filters=[tidied],
        validators=[Length(max=5000, message=_l("Please use at most %(max)d characters."))],
    )
    personal = SelectMultipleField(_l("Looks personal: black out?"))
    sentences = SelectMultipleField(_l("Sentences to black out"))

    def prepare(self, text: str) -> None:
        """Fill in the catalogue in force, the sentences, and the passages that look personal."""
        for name, (kind, _label) in CODE_FIELDS.items():
            self[name].choices = [_choice(code) for code in catalogue().of_kind(kind)]
        self.sentences.choices = [
            SelectChoice(str(number), text[start:end])
            for number, (start, end) in enumerate(sentences_of(text))
        ]
        self.personal.choices = [
            SelectChoice(
                f"{s.start}-{s.end}", f"{text[s.start : s.end]} ({PERSONAL_KINDS[s.kind]})"
            )
            for s in personal_data_in(text)
        ]

    def code_ids(self) -> list[int]:
        """Return the ids of all chosen codes."""
        return [int(value) for name in CODE_FIELDS for value in self[name].data or []]

    def passages(self, text: str) -> list[tuple[int, int]]:
        """Return the passages to black out: chosen ones, and every place of the words."""
        sentences = sentences_of(text)
        chosen = [sentences[int(number)] for number in self.sentences.data or []]
        chosen += [span_of(value) for value in self.personal.data or []]
        words = [word.strip() for word in (self.words.data or "").splitlines()]
        return merged(chosen + places_of(text, words))

    def missing_words(self, text: str) -> list[str]:
        """Return the words that do not occur in the text: a slip that would leave a name public."""
        words = [word.strip() for word in (self.words.data or "").splitlines()]
        return [word for word in words if word and not places_of(text, [word])]


def _choice(code: CodeEntry) -> SelectChoice:
    return SelectChoice(str(code.id), text_in(code.title))
