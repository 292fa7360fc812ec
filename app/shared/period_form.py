"""A form that asks for a period of days, in an address that can be sent on."""

import datetime as dt

from flask_babel import lazy_gettext as _l
from wtforms import DateField
from wtforms.validators import ValidationError

from app.shared.clock import today
from app.shared.forms import Filled, Form

USUAL_DAYS, LONGEST_DAYS = 31, 366


class PeriodForm(Form):
    """First and last day; a year at most."""

    first = DateField(_l("From"), name="von", validators=[Filled(_l("Please choose a day."))])
    last = DateField(_l("Until"), name="bis", validators=[Filled(_l("Please choose a day."))])

    def validate_last(self, field: DateField) -> None:
        """The last day does not come before the first, and the period is a year at most."""
        if not isinstance(self.first.data, dt.date) or not isinstance(field.data, dt.date):
            return
        if field.data < self.first.data:
            raise ValidationError(_l("The last day lies before the first."))
        if (field.data - self.first.data).days > LONGEST_DAYS:
            raise ValidationError(_l("Please choose a year at most."))


def usual_period() -> dict[str, dt.date]:
    """Return the period that is offered first: the last month until today."""
    day = today()
    return {"first": day - dt.timedelta(days=USUAL_DAYS), "last": day}
