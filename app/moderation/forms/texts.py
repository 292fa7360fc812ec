"""Forms for house rules and ready texts."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import Field, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length, ValidationError

from app.moderation.models import PURPOSES, HouseRule, ReplyTemplate
from app.moderation.policy import LONGEST_REASON, LONGEST_TEMPLATE, LONGEST_TITLE
from app.moderation.services import HouseRuleDraft, TemplateDraft
from app.shared.forms import Filled, tidied
from app.shared.i18n import CONTENT_LANGUAGES, DEFAULT, own_name
from app.shared.versioned import VersionedForm

PURPOSE_LABELS = {
    "ask": _l("Question to the submitter"),
    "decline": _l("Not published"),
    "forward": _l("Passed on"),
}
TOO_LONG = _l("Please use at most %(max)d characters.")
LONGEST_SENTENCE = LONGEST_REASON // 4
YES_NO = [SelectChoice("yes", _l("Yes")), SelectChoice("no", _l("No"))]


def _yes_or_no(label: Any, default: str) -> RadioField:
    return RadioField(label, choices=YES_NO, default=default)


class HouseRuleForm(VersionedForm):
    """Title and sentence in each language; German is needed, the others help."""

    needs_words = _yes_or_no(_l("Does the rule need words of your own each time?"), "no")
    is_active = _yes_or_no(_l("Is it in use?"), "yes")

    def pairs(self) -> list[tuple[str, Field, Field]]:
        """Return (language, title, sentence) for each language."""
        return [(c, self[f"title_{c}"], self[f"sentence_{c}"]) for c in CONTENT_LANGUAGES]

    def fill(self, rule: HouseRule) -> None:
        """Show what is stored."""
        for language, title, sentence in self.pairs():
            title.data = rule.title.get(language)
            sentence.data = rule.sentence.get(language)
        self.needs_words.data = "yes" if rule.needs_words else "no"
        self.is_active.data = "yes" if rule.is_active else "no"
        self.version.data = rule.version

    def draft(self) -> HouseRuleDraft:
        """Return what was typed, without empty texts."""
        pairs = self.pairs()
        return HouseRuleDraft(
            title={language: title.data for language, title, _ in pairs if title.data},
            sentence={language: text.data for language, _, text in pairs if text.data},
            needs_words=self.needs_words.data == "yes",
            is_active=self.is_active.data == "yes",
        )


def _needed_in_german(form: HouseRuleForm, field: Field) -> None:
    if field.name.endswith(f"_{DEFAULT}") and not field.data:
        raise ValidationError(_l("The German text is needed."))


for _code in CONTENT_LANGUAGES:
    _attributes = {"lang": _code, "dir": "auto"}
    _title = StringField(
        _l("Title (%(language)s)", language=own_name(_code)),
        filters=[tidied],
        validators=[_needed_in_german, Length(max=LONGEST_TITLE, message=TOO_LONG)],
        render_kw=_attributes,
    )
    _sentence = TextAreaField(
        _l("Sentence for the submitter (%(language)s)", language=own_name(_code)),
        filters=[tidied],
        validators=[_needed_in_german, Length(max=LONGEST_SENTENCE, message=TOO_LONG)],
        render_kw=_attributes,
    )
    setattr(HouseRuleForm, f"title_{_code}", _title)
    setattr(HouseRuleForm, f"sentence_{_code}", _sentence)


class TemplateForm(VersionedForm):
    """A ready text: for what, in which language, and its words."""

    purpose = SelectField(
        _l("For what?"), choices=[SelectChoice(key, PURPOSE_LABELS[key]) for key in PURPOSES]
    )
    language = SelectField(
        _l("Language"), choices=[SelectChoice(c, own_name(c)) for c in CONTENT_LANGUAGES]
    )
    title = StringField(
        _l("Title"),
        filters=[tidied],
        validators=[
            Filled(_l("Please give it a title.")),
            Length(max=LONGEST_TITLE, message=TOO_LONG),
        ],
        render_kw={"dir": "auto"},
    )
    body = TextAreaField(
        _l("Text"),
        filters=[tidied],
        validators=[
            Filled(_l("Please write something.")),
            Length(max=LONGEST_TEMPLATE, message=TOO_LONG),
        ],
        render_kw={"dir": "auto"},
    )
    is_active = _yes_or_no(_l("Is it in use?"), "yes")

    def fill(self, template: ReplyTemplate) -> None:
        """Show what is stored."""
        self.purpose.data, self.language.data = template.purpose, template.language
        self.title.data, self.body.data = template.title, template.body
        self.is_active.data = "yes" if template.is_active else "no"
        self.version.data = template.version

    def draft(self) -> TemplateDraft:
        """Return what was typed."""
        return TemplateDraft(
            purpose=self.purpose.data,
            language=self.language.data,
            title=self.title.data or "",
            body=self.body.data or "",
            is_active=self.is_active.data == "yes",
        )
