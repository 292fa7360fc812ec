"""Beginning a statement of a council on a measure."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l
from wtforms import SelectField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length

from app.areas.models import Council
from app.councils.policy import LONGEST_STATEMENT
from app.shared.forms import Form, tidied


class MeasureStatementForm(Form):
    """For which council, and the words; label, day and resolution follow at the council's desk."""

    council = SelectField(_l("Council"))
    text = TextAreaField(
        _l("Statement"),
        filters=[tidied],
        validators=[
            DataRequired(_l("Please write the statement.")),
            Length(max=LONGEST_STATEMENT, message=_l("Please use at most %(max)d characters.")),
        ],
    )

    def offer(self, councils: Sequence[Council]) -> None:
        """Say which councils can be chosen, before anything is checked."""
        self.councils = {str(one.id): one for one in councils}
        self.council.choices = [SelectChoice(key, c.name) for key, c in self.councils.items()]

    @property
    def chosen(self) -> Council:
        """The council that was chosen; ask when all is valid."""
        return self.councils[self.council.data]
