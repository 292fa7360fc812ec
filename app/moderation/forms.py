"""Forms of the workbench, and turning chosen sentences and words into passages."""

import re

from flask_babel import lazy_gettext as _l
from wtforms import (
    IntegerField,
    RadioField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, ValidationError
from wtforms.widgets import HiddenInput

from app.guidelines.queries import CodeEntry, catalogue
from app.moderation.policy import LONGEST_NOTE, LONGEST_REASON
from app.moderation.services.personal_data import personal_data_in
from app.shared.forms import Form, tidied
from app.shared.i18n import text_in

SENTENCE_END = re.compile(r"(?<=[.!?…])\s+|\n+")
HOUSE_RULES = {
    "names": _l("It is about named or recognisable persons."),
    "insult": _l("It insults or threatens others."),
    "advert": _l("It is advertising or has nothing to do with life in the city."),
    "elsewhere": _l("Somebody other than the city decides on it."),
    "other": _l("For another reason:"),
}
PERSONAL_KINDS = {
    "email": _l("e-mail address"),
    "phone": _l("telephone number"),
    "iban": _l("account number"),
    "address": _l("street with house number"),
    "birth_date": _l("date of birth"),
    "name": _l("name of a person"),
}
CODE_FIELDS = {
    "fields": ("field", _l("Fields of action")),
    "target_groups": ("target_group", _l("Target groups")),
    "guidelines": ("guideline", _l("Guidelines")),
    "plans": ("specialist_plan", _l("Specialist plans")),
}


class VersionedForm(Form):
    """Carries the version of the item that was on the screen."""

    version = IntegerField(widget=HiddenInput(), validators=[InputRequired()])


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


class DeclineForm(VersionedForm):
    """A reason that the submitter reads."""

    rule = RadioField(
        _l("Why is it not published?"),
        choices=[SelectChoice(key, label) for key, label in HOUSE_RULES.items()],
        validators=[InputRequired(_l("Please choose a reason."))],
    )
    reason = TextAreaField(
        _l("In your own words, for the person who wrote it"),
        filters=[tidied],
        validators=[
            Length(max=LONGEST_REASON, message=_l("Please use at most %(max)d characters."))
        ],
    )

    def validate_reason(self, field: TextAreaField) -> None:
        """Another reason needs words of its own."""
        if self.rule.data == "other" and not field.data:
            raise ValidationError(_l("Please write the reason."))

    def full_reason(self) -> str:
        """Return the reason as the submitter reads it."""
        rule = "" if self.rule.data == "other" else str(HOUSE_RULES[self.rule.data])
        return "\n".join(part for part in (rule, self.reason.data) if part)


def span_of(value: str) -> tuple[int, int]:
    """Return the passage of a choice, whose value is "start-end"."""
    start, end = value.split("-")
    return int(start), int(end)


def text_parts(text: str) -> list[tuple[str, str | None]]:
    """Return the text in parts: as it stands, or with the reason why it looks personal."""
    parts: list[tuple[str, str | None]] = []
    at = 0
    for span in personal_data_in(text):
        parts.append((text[at : span.start], None))
        parts.append((text[span.start : span.end], str(PERSONAL_KINDS[span.kind])))
        at = span.end
    return [*parts, (text[at:], None)]


def sentences_of(text: str) -> list[tuple[int, int]]:
    """Return the sentences and lines of a text as [start, end) in code points."""
    places, start = [], 0
    for end in [*SENTENCE_END.finditer(text), None]:
        stop = end.start() if end else len(text)
        if text[start:stop].strip():
            places.append((start, stop))
        start = end.end() if end else stop
    return places


def places_of(text: str, words: list[str]) -> list[tuple[int, int]]:
    """Return every place where one of the words stands, whatever its case."""
    patterns = [re.escape(word) for word in words if word]
    return [m.span() for word in patterns for m in re.finditer(word, text, re.IGNORECASE)]


def merged(passages: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the passages in order, those that touch or overlap made one."""
    result: list[tuple[int, int]] = []
    for start, end in sorted(passages):
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return result


def _choice(code: CodeEntry) -> SelectChoice:
    return SelectChoice(str(code.id), text_in(code.title))
