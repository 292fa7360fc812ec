"""The form for adopting the plan."""

from flask_babel import lazy_gettext as _l
from wtforms import DateField, StringField
from wtforms.validators import DataRequired, Length, ValidationError

from app.plan.policy import LONGEST_TITLE
from app.shared.clock import today
from app.shared.forms import Filled, Form, tidied

LONGEST_PAPER = 60
TOO_LONG = _l("Please use at most %(max)d characters.")


class AdoptForm(Form):
    """What the version is called, and by which decision the council adopted it."""

    title = StringField(
        _l("What is this version called?"),
        filters=[tidied],
        validators=[
            DataRequired(_l("Please write what the version is called.")),
            Length(max=LONGEST_TITLE, message=TOO_LONG),
        ],
        render_kw={"dir": "auto", "maxlength": LONGEST_TITLE},
    )
    paper = StringField(
        _l("Council paper (Drucksache) of the decision"),
        filters=[tidied],
        validators=[
            DataRequired(_l("Please give the number of the council paper.")),
            Length(max=LONGEST_PAPER, message=TOO_LONG),
        ],
        render_kw={"maxlength": LONGEST_PAPER},
    )
    decided_on = DateField(
        _l("Day when the council adopted it"),
        validators=[Filled(_l("Please give the day of the decision."))],
    )

    def validate_decided_on(self, field: DateField) -> None:
        """A decision was taken already."""
        if field.data and field.data > today():
            raise ValidationError(_l("This day is in the future."))
