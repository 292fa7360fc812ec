"""Forms for putting a contribution aside: ask back, hold, pass on."""

import datetime as dt

from flask_babel import lazy_gettext as _l
from wtforms import DateField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length, Optional, ValidationError

from app.moderation.forms.replies import ReplyForm, template_field
from app.moderation.policy import LONGEST_REASON, LONGEST_RECIPIENT
from app.moderation.queries import recipients_for
from app.shared.clock import from_local, today
from app.shared.forms import Filled, tidied
from app.shared.versioned import VersionedForm
from app.submissions.models import Submission
from app.submissions.policy import SHORTEST_TEXT

LONGEST_HOLD = dt.timedelta(days=366)
TOO_LONG = _l("Please use at most %(max)d characters.")


class AskForm(ReplyForm):
    """A question that the submitter reads."""

    purpose = "ask"
    template = template_field("ask_template")
    text = TextAreaField(
        _l("Your question to the person who wrote it"),
        name="question",
        filters=[tidied],
        validators=[
            Filled(_l("Please write the question.")),
            Length(
                min=SHORTEST_TEXT,
                max=LONGEST_REASON,
                message=_l("Please write between %(min)d and %(max)d characters."),
            ),
        ],
    )


class HoldForm(VersionedForm):
    """Why it waits, and until when."""

    text = TextAreaField(
        _l("Why does it wait? (for colleagues)"),
        name="hold_note",
        filters=[tidied],
        validators=[
            Filled(_l("Please write why it waits.")),
            Length(max=LONGEST_REASON, message=TOO_LONG),
        ],
    )
    until = DateField(
        _l("Back in the queue on"),
        name="hold_until",
        validators=[Optional()],
        render_kw={"autocomplete": "off"},
    )

    def validate_until(self, field: DateField) -> None:
        """The day lies ahead, but not for ever."""
        if field.data and not today() < field.data <= today() + LONGEST_HOLD:
            raise ValidationError(_l("Please choose a day from tomorrow on, at most a year ahead."))

    def moment(self) -> dt.datetime | None:
        """Return when it comes back: at the beginning of the day."""
        return from_local(self.until.data) if self.until.data else None


class ForwardForm(ReplyForm):
    """Who has it now, and what we tell them."""

    purpose = "forward"
    chosen = SelectField(_l("To whom?"), name="recipient", validate_choice=False)
    typed = StringField(
        _l("Or somebody else"),
        name="other_recipient",
        filters=[tidied],
        validators=[Length(max=LONGEST_RECIPIENT, message=TOO_LONG)],
    )
    template = template_field("forward_template")
    text = TextAreaField(
        _l("Note (for colleagues)"),
        name="forward_note",
        filters=[tidied],
        validators=[Length(max=LONGEST_REASON, message=TOO_LONG)],
    )

    def offer(self, submission: Submission, place: str) -> None:
        """Fill in templates, offices and councils; call before the form is shown or read."""
        super().offer(submission, place)
        known = recipients_for(submission)
        names = [*known.likely, *known.others]
        self.chosen.choices = [
            SelectChoice("", _l("Please choose")),
            *(SelectChoice(name, name) for name in names),
        ]

    def validate_chosen(self, field: SelectField) -> None:
        """One of both says to whom."""
        known = {choice.value for choice in field.choices}
        if field.data not in (None, "") and field.data not in known:
            raise ValidationError(_l("Please choose somebody of the list, or type a name."))
        if not field.data and not self.typed.data:
            raise ValidationError(_l("Please choose somebody of the list, or type a name."))
        if field.data and self.typed.data:
            raise ValidationError(_l("Please choose somebody or type a name, not both."))

    def recipient(self) -> str:
        """Return the name of who has it now."""
        return str(self.typed.data or self.chosen.data)
