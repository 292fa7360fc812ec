"""The form for declining."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length, ValidationError

from app.moderation.forms.replies import ReplyForm, template_field
from app.moderation.policy import LONGEST_REASON
from app.moderation.queries import HouseRuleEntry, house_rules
from app.shared.forms import tidied
from app.shared.i18n import text_in
from app.shared.versioned import VersionedForm

__all__ = ["DeclineForm", "VersionedForm"]


class DeclineForm(ReplyForm):
    """A house rule and words of one's own, which the submitter reads."""

    purpose = "decline"
    rule = RadioField(_l("Why is it not published?"), validate_choice=False)
    template = template_field("decline_template")
    text = TextAreaField(
        _l("In your own words, for the person who wrote it"),
        name="reason",
        filters=[tidied],
        validators=[
            Length(max=LONGEST_REASON, message=_l("Please use at most %(max)d characters."))
        ],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rule.choices = [
            SelectChoice(rule.key, f"{text_in(rule.title)}: {text_in(rule.sentence)}")
            for rule in house_rules()
        ]

    def chosen(self) -> HouseRuleEntry | None:
        """Return the rule that was chosen."""
        return next((rule for rule in house_rules() if rule.key == self.rule.data), None)

    def validate_rule(self, field: RadioField) -> None:
        """Without rules the words alone are the reason."""
        if house_rules() and self.chosen() is None:
            raise ValidationError(_l("Please choose a reason."))

    def validate_text(self, field: TextAreaField) -> None:
        """A rule that says too little needs words."""
        rule = self.chosen()
        if (rule is None or rule.needs_words) and not field.data:
            raise ValidationError(_l("Please write the reason."))

    def full_reason(self, language: str) -> str:
        """Return the reason as the submitter reads it: in this language, else in German."""
        rule = self.chosen()
        sentence = text_in(rule.sentence, language) if rule and not rule.needs_words else ""
        return "\n".join(part for part in (sentence, self.text.data) if part)
