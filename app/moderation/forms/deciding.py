"""Forms for decisions other than publishing."""

from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, ValidationError
from wtforms.widgets import HiddenInput

from app.moderation.policy import LONGEST_REASON
from app.shared.forms import Form, tidied

HOUSE_RULES = {
    "names": _l("It is about named or recognisable persons."),
    "insult": _l("It insults or threatens others."),
    "advert": _l("It is advertising or has nothing to do with life in the city."),
    "elsewhere": _l("Somebody other than the city decides on it."),
    "other": _l("For another reason:"),
}


class VersionedForm(Form):
    """Carries the version of the item that was on the screen."""

    version = IntegerField(widget=HiddenInput(), validators=[InputRequired()])


class ViewForm(Form):
    """A name for the filters at hand."""

    name = StringField(
        _l("Name of the view"),
        filters=[tidied],
        validators=[
            InputRequired(_l("Please give the view a name.")),
            Length(max=60, message=_l("Please use at most %(max)d characters.")),
        ],
    )


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
