"""Forms of the rights of people whose data are stored."""

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length

from app.privacy.policy import LONGEST_WORDS, SHORTEST_WORDS
from app.shared.forms import Filled, Form, tidied

WORDS = (
    Filled(_l("Please write something.")),
    Length(
        min=SHORTEST_WORDS,
        max=LONGEST_WORDS,
        message=_l("Please write between %(min)d and %(max)d characters."),
    ),
)


class CodeForm(Form):
    """The field of the receipt code; what is typed is read by the page of the contribution."""

    code = StringField(_l("Your receipt code"))


class ClosingForm(Form):
    """The own address, typed to say that closing is meant."""

    email = StringField(_l("Your e-mail address, to say that you mean it"), filters=[tidied])

    def means(self, email: str) -> bool:
        """Whether the address is the one of this person; if not, the field says so."""
        if (self.email.data or "").lower() == email:
            return True
        self.email.errors = [_l("This is not the address of your account.")]
        return False


class ObjectionForm(Form):
    """An objection in the submitter's own words."""

    text = TextAreaField(_l("Why do you object?"), filters=[tidied], validators=WORDS)


class HoldForm(Form):
    """Which contribution is kept whatever the clock says, and why."""

    number = StringField(
        _l("Public number of the contribution"),
        filters=[tidied],
        validators=[
            Filled(_l("Please type the number of a contribution.")),
            Length(max=20, message=_l("There is no contribution with this number.")),
        ],
    )
    reason = StringField(
        _l("Reason"),
        filters=[tidied],
        validators=[
            Filled(_l("Please write a reason.")),
            Length(max=500, message=_l("Please use at most %(max)d characters.")),
        ],
    )


class RequestAnswerForm(Form):
    """What becomes of an objection, and the words that the submitter reads."""

    outcome = RadioField(
        _l("Decision"),
        choices=[
            SelectChoice("granted", _l("The objection is right: the contribution is deleted")),
            SelectChoice("refused", _l("The objection is not right: the contribution stays")),
        ],
        validators=[Filled(_l("Please choose a decision."))],
    )
    answer = TextAreaField(_l("Your answer to the person"), filters=[tidied], validators=WORDS)
